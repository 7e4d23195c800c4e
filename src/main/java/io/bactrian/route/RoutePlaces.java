package io.bactrian.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A file of routes as YAML, with the line of everything in it; refuses what cannot be replaced while it runs. */
final class RoutePlaces {
    private static final Set<String> KINDS = Set.of(
            "route",
            "rest",
            "errorHandler",
            "onException",
            "onCompletion",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint");
    private static final Map<String, String> OTHER_KINDS = Map.of(
            "from",
            "a route needs a name: write '- route:' with an 'id:', and put 'from:' into it",
            "beans",
            "beans cannot be replaced while it runs: declare them in application.properties as camel.beans.<name>",
            "restConfiguration",
            "'restConfiguration' cannot be replaced while it runs: leave it out, 'rest' is served at http.listen",
            "routeConfiguration",
            "a routeConfiguration does not reach routes of other files once they run: put errorHandler or onException"
                    + " before the routes of this file",
            "routeTemplate",
            "a routeTemplate cannot be replaced while it runs: write the routes out",
            "templatedRoute",
            "a templatedRoute cannot be replaced while it runs: write the route out");

    private final List<RoutePlace> routes = new ArrayList<>();
    /** What is said for all routes of the file. */
    private final List<Node> forAll = new ArrayList<>();

    /** A route of the file, and the line on which it says its id. */
    record RoutePlace(String id, int line, Node node) {}

    private RoutePlaces() {}

    static RoutePlaces of(String name, String text) throws RouteProblem {
        Node root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new RouteProblem(0, "the file is empty; write a route, or delete the file"));
        } catch (MarkedYamlEngineException e) {
            throw YamlSlips.wideColon(text)
                    .orElseGet(() -> new RouteProblem(line(e), "this is not YAML: " + Complaint.yamlWords(e)));
        } catch (YamlEngineException e) {
            // a setting without quotes is read as a map whose key is a map, and of that the line is not told
            throw YamlSlips.unquoted(text).orElseGet(() -> new RouteProblem(0, "this is not YAML: " + e.getMessage()));
        }
        RoutePlaces places = new RoutePlaces();
        places.read(root);
        return places;
    }

    static int line(MarkedYamlEngineException e) {
        if (e.getContext() != null && e.getContext().contains("quoted")) {
            // where it is opened, not where the file ends
            return e.getContextMark().map(mark -> mark.getLine() + 1).orElse(0);
        }
        return e.getProblemMark()
                .or(e::getContextMark)
                .map(mark -> mark.getLine() + 1)
                .orElse(0);
    }

    private void read(Node root) throws RouteProblem {
        if (!(root instanceof SequenceNode list)) {
            throw new RouteProblem(line(root), "a file of routes is a list: its first line is '- route:'");
        }
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                throw new RouteProblem(line(item), "here '- route:' is expected");
            }
            for (NodeTuple entry : mapping.getValue()) {
                readItem(text(entry.getKeyNode()), entry);
            }
            refuseTwice(mapping);
        }
        if (routes.isEmpty()) {
            throw new RouteProblem(0, "there is no route in the file; write '- route:', or delete the file");
        }
    }

    private void readItem(String kind, NodeTuple entry) throws RouteProblem {
        int line = line(entry.getKeyNode());
        if (OTHER_KINDS.containsKey(kind)) {
            throw new RouteProblem(line, OTHER_KINDS.get(kind));
        }
        if (!KINDS.contains(kind)) {
            throw new RouteProblem(
                    line, "'" + kind + "' is no beginning of a route" + Nearest.of(kind, KINDS) + "; write '- route:'");
        }
        if ("rest".equals(kind)) {
            routes.addAll(RestPlaces.read(entry));
            return;
        }
        if (!"route".equals(kind)) {
            forAll.add(entry.getKeyNode());
            forAll.add(entry.getValueNode());
            return;
        }
        if (!(entry.getValueNode() instanceof MappingNode route)) {
            throw new RouteProblem(line, "the route says nothing: indent 'id:' and 'from:' below it by four spaces");
        }
        Optional<Node> id = value(route, "id");
        if (id.isEmpty() || text(id.get()).isBlank()) {
            throw new RouteProblem(line, "the route has no 'id:'; give it one that no other route has");
        }
        if (value(route, "from").isEmpty()) {
            throw new RouteProblem(
                    line, "the route '" + text(id.get()) + "' has no 'from:', so nothing would start it");
        }
        routes.add(new RoutePlace(text(id.get()), line(id.get()), route));
    }

    private static void refuseTwice(Node node) throws RouteProblem {
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                refuseTwice(item);
            }
        } else if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!keys.add(text(entry.getKeyNode()))) {
                    throw new RouteProblem(
                            line(entry.getKeyNode()),
                            "'" + text(entry.getKeyNode()) + "' is said twice; keep one of them");
                }
                refuseTwice(entry.getValueNode());
            }
        }
    }

    List<RoutePlace> routes() {
        return routes;
    }

    /** How the routes begin, as it is written. */
    Set<String> inputs() {
        Set<String> uris = new HashSet<>();
        for (RoutePlace route : routes) {
            value((MappingNode) route.node(), "from")
                    .map(from -> from instanceof MappingNode mapping
                            ? value(mapping, "uri").map(RoutePlaces::text).orElse("")
                            : text(from))
                    .ifPresent(uris::add);
        }
        return uris;
    }

    private Map<String, Integer> lines() {
        Map<String, Integer> lines = new HashMap<>();
        routes.forEach(route -> lines.put(route.id(), route.line()));
        return lines;
    }

    /**
     * Where a text stands in a route, or in what is said for all of them: alone, or else inside of something longer;
     * where the route begins otherwise.
     */
    int line(String routeId, String... texts) {
        List<Node> nodes = new ArrayList<>();
        routes.stream()
                .filter(route -> routeId == null || route.id().equals(routeId))
                .forEach(route -> nodes.add(route.node()));
        nodes.addAll(forAll);
        for (Node node : nodes) {
            for (String text : texts) {
                Optional<Node> place =
                        find(node, found -> found.equals(text)).or(() -> find(node, found -> found.contains(text)));
                if (place.isPresent()) {
                    return lineOf(place.get(), text);
                }
            }
        }
        return routeId == null ? 0 : lines().getOrDefault(routeId, 0);
    }

    /** A text over several lines has its mark at the first of them. */
    private static int lineOf(Node node, String text) {
        String all = text(node);
        int before = all.indexOf(text);
        boolean isBlock = node.getEndMark().map(mark -> mark.getLine()).orElse(0) > line(node);
        return line(node)
                + (isBlock && before > 0
                        ? 1
                                + (int) all.substring(0, before)
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count()
                        : 0);
    }

    private static Optional<Node> find(Node node, Predicate<String> wanted) {
        if (node instanceof ScalarNode scalar) {
            return wanted.test(scalar.getValue()) ? Optional.of(node) : Optional.empty();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .flatMap(item -> find(item, wanted).stream())
                    .findFirst();
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(entry ->
                            find(entry.getKeyNode(), wanted).or(() -> find(entry.getValueNode(), wanted)).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    /** The first step that says everything on its line although it must not. */
    RouteProblem stepOnOneLine(Predicate<String> mustNot) {
        for (RoutePlace route : routes) {
            Optional<NodeTuple> step = textStep(route.node(), mustNot);
            if (step.isPresent()) {
                return new RouteProblem(
                        line(step.get().getKeyNode()),
                        "'" + text(step.get().getKeyNode())
                                + "' cannot be written on one line: put its options below it, one a line");
            }
        }
        return new RouteProblem(0, "a step cannot be written on one line: put its options below it, one a line");
    }

    private static Optional<NodeTuple> textStep(Node node, Predicate<String> mustNot) {
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (item instanceof MappingNode step && step.getValue().size() == 1) {
                    NodeTuple only = step.getValue().get(0);
                    if (only.getValueNode() instanceof ScalarNode && mustNot.test(text(only.getKeyNode()))) {
                        return Optional.of(only);
                    }
                }
            }
            return list.getValue().stream()
                    .flatMap(item -> textStep(item, mustNot).stream())
                    .findFirst();
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .flatMap(entry -> textStep(entry.getValueNode(), mustNot).stream())
                        .findFirst()
                : Optional.empty();
    }

    static Optional<Node> value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(entry -> key.equals(text(entry.getKeyNode())))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
