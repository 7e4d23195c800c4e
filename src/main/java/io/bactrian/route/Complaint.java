package io.bactrian.route;

import io.bactrian.connection.SettingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Camel's complaints in words for whoever wrote the file, with the line that is meant. */
final class Complaint {
    private static final Pattern TWO_KEYS = Pattern.compile("was: \\d+ keys: \\[(.*?)]");
    private static final Pattern NO_EXPRESSION =
            Pattern.compile("Field: (\\S+) has already been configured as an expression");

    private final Exception failure;
    private final RoutePlaces places;
    private final CamelContext context;
    private final String routeId;

    /** Something that Camel says, and what we say instead: the words, and the texts by which the place is found. */
    private record Saying(Pattern pattern, BiFunction<Complaint, Matcher, RouteProblem> answer) {}

    private static final Saying[] SAYINGS = {
        saying("Unknown parameters=\\[\\{(.*?)=", Complaint::unknownOption),
        saying(
                "Property with key \\[(.*?)] not found",
                (complaint, found) -> complaint.problem(
                        "there is no setting '" + found.group(1)
                                + "'; put it into application.properties, or write a default" + " behind a colon: {{"
                                + found.group(1) + ":…}}",
                        "{{" + found.group(1))),
        saying(
                "Property with key \\[env:(.*?)] using function",
                (complaint, found) -> complaint.problem(
                        "there is no variable '" + found.group(1) + "' in the environment", "{{env:" + found.group(1))),
        saying(
                "Method with name: (\\S+) not found on bean",
                (complaint, found) ->
                        complaint.problem("the bean has no method '" + found.group(1) + "'", found.group(1))),
        saying(
                "Multiple consumers for the same endpoint is not allowed: (\\w[\\w-]*):",
                (complaint, found) -> complaint.problem(
                        "another route begins with this address already; only one can", found.group(1) + ":")),
        saying(
                "^\\S*IllegalArgumentException: OnException\\[.*] is not configured",
                (complaint, found) ->
                        complaint.problem("'onException' has no steps; write 'steps:' below it", "onException")),
        saying(
                "Data format '(.*?)' could not be created",
                (complaint, found) ->
                        complaint.problem("the data format '" + found.group(1) + "' is not on board", found.group(1))),
        saying("Enum class class (\\S+) does not have any constant with value: (.*)", Complaint::impossibleValue),
        saying(
                "Definition has no children on (\\w+)",
                (complaint, found) -> complaint.problem(
                        "'" + step(found.group(1)) + "' has no steps; write 'steps:' below it", step(found.group(1)))),
        saying(
                "Cannot produce to a \\w+: (.*)",
                (complaint, found) -> complaint.problem(
                        "'" + found.group(1).replace("://", ":")
                                + "' can only begin a route, nothing can be sent there",
                        found.group(1).replace("://", ":"))),
        saying(
                "CronExpression '(.*?)' is invalid",
                (complaint, found) -> complaint.problem(
                        "the cron expression '" + found.group(1)
                                + "' cannot be read; it is: seconds, minutes, hours, day of"
                                + " the month, month, day of the week",
                        found.group(1),
                        found.group(1).replace(' ', '+'),
                        "cron")),
        saying(
                "Error parsing \\[(.*?)] as a java.lang.Class",
                (complaint, found) -> complaint.problem("there is no class '" + found.group(1) + "'", found.group(1))),
        saying(
                "ClassNotFoundException: (\\S+)",
                (complaint, found) -> complaint.problem("there is no class '" + found.group(1) + "'", found.group(1))),
        saying(
                "with name: (\\w+) on bean: .* with value: (.*)",
                (complaint, found) -> complaint.problem(
                        "'" + found.group(2) + "' is not possible for '" + found.group(1) + "'",
                        found.group(2),
                        found.group(1))),
    };

    private static Saying saying(String pattern, BiFunction<Complaint, Matcher, RouteProblem> answer) {
        return new Saying(Pattern.compile(pattern), answer);
    }

    private Complaint(Exception failure, RoutePlaces places, CamelContext context) {
        this.failure = failure;
        this.places = places;
        this.context = context;
        FailedToCreateRouteException created = find(FailedToCreateRouteException.class);
        FailedToStartRouteException started = find(FailedToStartRouteException.class);
        this.routeId = created != null ? created.getRouteId() : started != null ? started.getRouteId() : null;
    }

    static RouteProblem of(Exception failure, RoutePlaces places, CamelContext context) {
        return new Complaint(failure, places, context).problem();
    }

    private RouteProblem problem() {
        MarkedYamlEngineException yaml = find(MarkedYamlEngineException.class);
        if (yaml != null) {
            Matcher option = NO_EXPRESSION.matcher(String.valueOf(yaml.getProblem()));
            if (option.find() && !StepNames.languages().contains(option.group(1))) {
                return problem(yamlWords(yaml), option.group(1));
            }
            return new RouteProblem(RoutePlaces.line(yaml), yamlWords(yaml));
        }
        SettingException setting = find(SettingException.class);
        if (setting != null) {
            return problem(setting.getMessage(), "connection");
        }
        NoSuchEndpointException endpoint = find(NoSuchEndpointException.class);
        if (endpoint != null) {
            return missingComponent(endpoint.getUri());
        }
        NoSuchBeanException bean = find(NoSuchBeanException.class);
        if (bean != null) {
            return problem("there is no bean '" + bean.getName() + "'", bean.getName());
        }
        NoSuchLanguageException language = find(NoSuchLanguageException.class);
        if (language != null) {
            String name = language.getLanguage();
            return problem("the language '" + name + "' is not on board; there are simple, constant, header, …", name);
        }
        SimpleIllegalSyntaxException simple = find(SimpleIllegalSyntaxException.class);
        if (simple != null) {
            return badExpression(simple);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Saying saying : SAYINGS) {
                Matcher found = saying.pattern().matcher(cause.toString());
                if (found.find()) {
                    return saying.answer().apply(this, found);
                }
            }
        }
        return otherwise();
    }

    private RouteProblem missingComponent(String uri) {
        String scheme = OnBoard.scheme(uri);
        Set<String> known = OnBoard.components(context);
        return problem(
                "there is no component '" + scheme + "'" + Nearest.of(scheme, known) + "; on board are "
                        + String.join(", ", known),
                uri,
                uri.replace("://", ":"),
                scheme);
    }

    private RouteProblem unknownOption(Matcher found) {
        ResolveEndpointFailedException endpoint = find(ResolveEndpointFailedException.class);
        String scheme = endpoint == null ? "" : OnBoard.scheme(endpoint.getUri());
        String option = found.group(1);
        return problem(
                "'" + scheme + ":' has no option '" + option + "'"
                        + Nearest.of(option, OnBoard.options(context, scheme)),
                option,
                option + "=");
    }

    private RouteProblem impossibleValue(Matcher found) {
        String value = found.group(2).strip();
        String possible = "";
        try {
            Object[] constants = Class.forName(found.group(1)).getEnumConstants();
            possible = constants == null
                    ? ""
                    : "; possible are "
                            + Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            // then without them
        }
        return problem("'" + value + "' is not possible here" + possible, value);
    }

    private RouteProblem badExpression(SimpleIllegalSyntaxException e) {
        String expression = e.getExpression();
        String said = firstLine(e.getMessage());
        String why = said.replaceFirst(" at location \\d+$", "");
        if (why.contains("functionEnd")) {
            why = "a '${' is not closed by a '}'";
        } else if (why.startsWith("Unknown function: ")) {
            why = "there is no function '" + why.substring("Unknown function: ".length()) + "'";
        }
        return problem("the expression '" + expression + "' cannot be read: " + why, expression);
    }

    private RouteProblem otherwise() {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof UnsupportedOperationException) {
            return places.stepOnOneLine(step -> !StepNames.mayStandOnOneLine(step));
        }
        return problem(root.getMessage() == null ? root.getClass().getSimpleName() : firstLine(root.getMessage()));
    }

    private RouteProblem problem(String reason, String... texts) {
        return new RouteProblem(places.line(routeId, texts), reason);
    }

    private <T> T find(Class<T> type) {
        return ObjectHelper.getException(type, failure);
    }

    /** What the YAML parser, or Camel's reading of YAML, says. */
    static String yamlWords(MarkedYamlEngineException e) {
        String said = e.getProblem() == null ? firstLine(e.getMessage()) : e.getProblem();
        if (said.startsWith("Unknown node id: ")) {
            String step = said.substring("Unknown node id: ".length());
            return "there is no step '" + step + "'" + Nearest.of(step, StepNames.steps());
        }
        if (said.startsWith("Unsupported field: ")) {
            return noOption(said.substring("Unsupported field: ".length()));
        }
        Matcher expression = NO_EXPRESSION.matcher(said);
        if (expression.find()) {
            String option = expression.group(1);
            return StepNames.languages().contains(option)
                    ? "there are two expressions for one step; keep one of them"
                    : noOption(option);
        }
        if (said.endsWith("is invalid, expected array")) {
            return "a list is expected here: each of its items begins with '- '";
        }
        if (said.startsWith("but found another document")) {
            return "a second document begins here; a file is one list, so leave out the '---'";
        }
        if (said.startsWith("mapping values are not allowed")) {
            return "no ':' is expected here; a text that has one needs quotes, or the line before is not finished";
        }
        Matcher keys = TWO_KEYS.matcher(said);
        if (keys.find()) {
            return "'" + keys.group(1).replace(",", "' and '")
                    + "' stand side by side; what belongs to a step is indented by four spaces more than its dash";
        }
        String where = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return said.contains("'\\t(TAB)'") || said.contains("\\t")
                ? "there is a tab; indent with spaces"
                : said + where;
    }

    private static String noOption(String option) {
        Set<String> options = StepNames.options();
        return "'" + option + "' is no option here" + (options.contains(option) ? "" : Nearest.of(option, options));
    }

    private static String step(String model) {
        return model.substring(0, 1).toLowerCase(Locale.ROOT) + model.substring(1);
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
