package io.bactrian.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and time left, which leaves nothing behind. */
final class BarProgress implements Progress {
    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar;

    BarProgress(String title, PrintWriter err, int columns) {
        bar = new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .continuousUpdate()
                .showSpeed()
                .clearDisplayOnFinish()
                .setConsumer(new Line(err, columns - 1))
                .build();
    }

    @Override
    public void show(long done, long total) {
        bar.maxHint(total > 0 ? total : -1);
        bar.stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** One line of the terminal, written again and again. */
    private record Line(PrintWriter err, int width) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public void accept(String text) {
            err.print('\r' + text);
            err.flush();
        }

        @Override
        public void clear() {
            err.print('\r' + " ".repeat(Math.max(0, width)) + '\r');
            err.flush();
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
