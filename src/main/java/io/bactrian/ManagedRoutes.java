package io.bactrian;

import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.management.mbean.ManagedRoute;
import org.apache.camel.management.mbean.ManagedSuspendableRoute;

/**
 * Camel's MBeans, where somebody who starts, stops, suspends or resumes a route by hand is written down, and without those
 * of endpoints: their names would be addresses, and even a refusal names it.
 */
final class ManagedRoutes extends DefaultManagementObjectStrategy {
    private final Audit audit;
    private final String user;

    /** {@code user} is whoever has the password, without which nobody gets here from outside. */
    ManagedRoutes(Audit audit, String user) {
        this.audit = audit;
        this.user = user;
    }

    @Override
    public Object getManagedObjectForEndpoint(CamelContext context, Endpoint endpoint) {
        return null;
    }

    @Override
    public Object getManagedObjectForRoute(CamelContext context, Route route) {
        ManagedRoute managed = route.supportsSuspension() ? new Suspendable(context, route) : new Plain(context, route);
        managed.init(context.getManagementStrategy());
        return managed;
    }

    /** What Camel does with a route. */
    private interface Deed {
        void happens() throws Exception;
    }

    private void written(String action, String route, Deed deed) throws Exception {
        long act = audit.begin(new Act(Audit.MANAGEMENT, user, null, "", action, route));
        try {
            deed.happens();
        } catch (Exception e) {
            try {
                audit.end(act, Audit.FAILED, e.getMessage(), null);
            } catch (RuntimeException unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
        audit.end(act, Audit.DONE, null, null);
    }

    /** Public, because it is called by reflection. */
    public final class Plain extends ManagedRoute {
        private Plain(CamelContext context, Route route) {
            super(context, route);
        }

        @Override
        public void start() throws Exception {
            written("start-route", getRouteId(), super::start);
        }

        @Override
        public void stop() throws Exception {
            written("stop-route", getRouteId(), super::stop);
        }
    }

    /** Public, because it is called by reflection. */
    public final class Suspendable extends ManagedSuspendableRoute {
        private Suspendable(CamelContext context, Route route) {
            super(context, route);
        }

        @Override
        public void start() throws Exception {
            written("start-route", getRouteId(), super::start);
        }

        @Override
        public void stop() throws Exception {
            written("stop-route", getRouteId(), super::stop);
        }

        @Override
        public void suspend() throws Exception {
            written("suspend-route", getRouteId(), super::suspend);
        }

        @Override
        public void resume() throws Exception {
            written("resume-route", getRouteId(), super::resume);
        }
    }
}
