package io.bactrian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** What routes may be made of, as the class path has it. */
public final class OnBoard {
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private OnBoard() {}

    /** The words before the colon of an endpoint. */
    public static Set<String> components(CamelContext context) {
        try {
            Collection<Resource> found =
                    PluginHelper.getPackageScanResourceResolver(context).findResources("classpath:" + COMPONENTS + "*");
            Set<String> names = new TreeSet<>();
            for (Resource resource : found) {
                String location = resource.getLocation();
                names.add(location.substring(location.lastIndexOf('/') + 1));
            }
            names.removeIf(name -> name.contains("."));
            return names;
        } catch (Exception e) {
            return Set.of();
        }
    }

    /** The options of an endpoint of that component; none when it does not tell. */
    static Set<String> options(CamelContext context, String scheme) {
        Set<String> names = new TreeSet<>();
        if (context instanceof CatalogCamelContext catalog) {
            try {
                String schema = catalog.getComponentParameterJsonSchema(scheme);
                new ObjectMapper()
                        .readTree(schema == null ? "{}" : schema)
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(names::add);
            } catch (IOException e) {
                names.clear();
            }
        }
        return names;
    }

    /** The word before the colon. */
    static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }
}
