package io.bactrian.route;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the folder of routes again and again, by content: a mounted volume tells nobody when it changes. What
 * changed is taken when it was the same twice, so that no half of a file and no half of a folder is.
 */
public final class RouteWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);
    /** After so many looks at a folder that never rests the files that do are taken. */
    private static final int RESTLESS = 5;

    private final RouteHouse house;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private final Runnable after;
    private Map<String, RouteFile> last;
    private Map<String, RouteFile> taken;
    private int restless;

    /** {@code loaded} is what runs; {@code after} is run after every look. */
    public RouteWatch(RouteHouse house, Map<String, RouteFile> loaded, Duration interval, Runnable after) {
        this.house = house;
        this.interval = interval;
        this.after = after;
        this.last = loaded;
        this.taken = loaded;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bactrian-routes");
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            lookOnce();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The folder of routes could not be looked at", e);
        }
        try {
            after.run();
        } catch (RuntimeException e) {
            LOG.debug("What follows a look failed", e);
        }
    }

    /** One look; for the one thread that looks. */
    void lookOnce() throws InterruptedException {
        Map<String, RouteFile> now;
        try {
            now = house.read();
        } catch (IOException e) {
            house.trouble("the folder cannot be read (" + RouteFolder.words(e) + ")");
            return;
        }
        Map<String, RouteFile> settled = settled(now);
        last = now;
        if (!settled.equals(taken) && house.become(settled)) {
            taken = settled;
        } else if (settled.equals(taken)) {
            house.trouble("");
        }
    }

    /** What was the same twice; of what was not, what is taken already. */
    private Map<String, RouteFile> settled(Map<String, RouteFile> now) {
        if (now.equals(last)) {
            restless = 0;
            return now;
        }
        restless++;
        if (restless < RESTLESS) {
            return taken;
        }
        Map<String, RouteFile> settled = new HashMap<>(taken);
        now.forEach((name, file) -> {
            if (file.equals(last.get(name))) {
                settled.put(name, file);
            }
        });
        settled.keySet().removeIf(name -> !now.containsKey(name) && !last.containsKey(name));
        return settled;
    }

    /** Looks no more; a change in hand is finished. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(15, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
