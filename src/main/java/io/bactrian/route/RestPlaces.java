package io.bactrian.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A {@code rest} of a file: each verb of it is a route, and needs a name like every other one. */
final class RestPlaces {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head");

    private RestPlaces() {}

    static List<RoutePlaces.RoutePlace> read(NodeTuple entry) throws RouteProblem {
        int line = RoutePlaces.line(entry.getKeyNode());
        if (!(entry.getValueNode() instanceof MappingNode rest)) {
            throw new RouteProblem(line, "'rest' says nothing: indent 'path:' and 'get:' or 'post:' below it");
        }
        if (RoutePlaces.value(rest, "openApi").isPresent()) {
            throw new RouteProblem(line, "'openApi' in 'rest' is not supported: write out 'get:' and 'post:'");
        }
        List<RoutePlaces.RoutePlace> routes = new ArrayList<>();
        for (NodeTuple part : rest.getValue()) {
            String verb = RoutePlaces.text(part.getKeyNode());
            if (VERBS.contains(verb)) {
                if (!(part.getValueNode() instanceof SequenceNode list)) {
                    throw new RouteProblem(
                            RoutePlaces.line(part.getKeyNode()), "'" + verb + "' is a list: write '- path:' below it");
                }
                for (Node one : list.getValue()) {
                    routes.add(one(verb, one));
                }
            }
        }
        if (routes.isEmpty()) {
            throw new RouteProblem(line, "'rest' has neither 'get:' nor 'post:', so nobody could call it");
        }
        return routes;
    }

    private static RoutePlaces.RoutePlace one(String verb, Node node) throws RouteProblem {
        int line = RoutePlaces.line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new RouteProblem(line, "here '- path:' is expected, with 'routeId:' and 'to:' below it");
        }
        Optional<Node> id = RoutePlaces.value(mapping, "routeId");
        if (id.isEmpty() || RoutePlaces.text(id.get()).isBlank()) {
            throw new RouteProblem(line, "the '" + verb + "' has no 'routeId:'; give it one that no other route has");
        }
        if (RoutePlaces.value(mapping, "to").isEmpty()) {
            throw new RouteProblem(
                    line, "the '" + verb + "' has no 'to:', so nothing would answer; write 'to: direct:…'");
        }
        return new RoutePlaces.RoutePlace(RoutePlaces.text(id.get()), RoutePlaces.line(id.get()), node);
    }
}
