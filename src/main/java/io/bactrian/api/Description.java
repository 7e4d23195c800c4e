package io.bactrian.api;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.RestOpenApiReader;

/**
 * The OpenAPI description of what is served at this moment: Camel reads paths and verbs from the {@code rest} of the files,
 * and what each endpoint takes and answers is added here.
 */
final class Description {
    private static final String JSON = "application/json";
    private static final String REFUSAL = "Refusal";
    private static final String BEARER = "bearer";
    private static final String API_KEY = "key";

    private final Map<String, Operation> operations = new HashMap<>();
    private final Gatekeeper gatekeeper;

    Description(List<Operation> operations, Gatekeeper gatekeeper) {
        operations.forEach(operation -> this.operations.put(operation.endpoint(), operation));
        this.gatekeeper = gatekeeper;
    }

    /** The same for everybody, so it takes no key; where there is none, it stays on this machine like the rest. */
    void describe(Exchange exchange) throws Exception {
        if (!gatekeeper.hasKeys()) {
            gatekeeper.admit(new ApiRequest(exchange));
        }
        OpenAPI description = read(exchange.getContext());
        Answers.writeAsItIs(
                exchange, Json.mapper().writeValueAsString(description).getBytes(StandardCharsets.UTF_8));
    }

    private OpenAPI read(CamelContext context) throws Exception {
        List<RestDefinition> rests = new ArrayList<>(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRestDefinitions());
        BeanConfig config = new BeanConfig();
        config.setInfo(new Info()
                .title("Bactrian")
                .version("v1")
                .description("What Bactrian knows of a company, and what it can be asked to do."));
        config.setBasePath("/");
        OpenAPI api =
                new RestOpenApiReader().read(context, rests, config, context.getName(), context.getClassResolver());
        api.setServers(null);
        Map<String, Operation> byId = new HashMap<>();
        for (RestDefinition rest : rests) {
            for (VerbDefinition verb : rest.getVerbs()) {
                if (verb.getTo() != null && operations.containsKey(verb.getTo().getUri())) {
                    byId.put(verb.getId(), operations.get(verb.getTo().getUri()));
                }
            }
        }
        for (PathItem path : api.getPaths().values()) {
            for (io.swagger.v3.oas.models.Operation told : path.readOperations()) {
                Operation operation = byId.get(told.getOperationId());
                if (operation != null) {
                    complete(told, operation);
                } else {
                    told.setResponses(new ApiResponses()
                            .addApiResponse("200", new ApiResponse().description("What the route answers.")));
                }
            }
        }
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSchemas(REFUSAL, refusal());
        operations.values().forEach(operation -> operation.shape().addTo(components));
        components.addSecuritySchemes(
                BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        components.addSecuritySchemes(
                API_KEY,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name(Gatekeeper.API_KEY));
        api.setComponents(components);
        return api;
    }

    private static void complete(io.swagger.v3.oas.models.Operation told, Operation operation) {
        if (told.getDescription() == null && told.getSummary() == null) {
            told.setSummary(operation.description());
        }
        told.addExtension("x-permission", operation.right().words());
        told.setSecurity(
                List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(API_KEY)));
        for (Parameter parameter : operation.query()) {
            told.addParametersItem(new QueryParameter()
                    .name(parameter.name())
                    .description(parameter.description())
                    .required(false)
                    .schema(schema(parameter)));
        }
        told.setRequestBody(null);
        if (!operation.body().isEmpty()) {
            ObjectSchema body = new ObjectSchema();
            operation.body().forEach(field -> {
                body.addProperty(field.name(), schema(field));
                if (field.required()) {
                    body.addRequiredItem(field.name());
                }
            });
            body.setAdditionalProperties(false);
            told.setRequestBody(new RequestBody()
                    .required(operation.body().stream().anyMatch(Parameter::required))
                    .content(new Content().addMediaType(JSON, new MediaType().schema(body))));
        }
        told.setResponses(responses(operation));
    }

    private static ApiResponses responses(Operation operation) {
        Schema<?> data = operation.shape().reference();
        ApiResponses responses = new ApiResponses();
        say(
                responses,
                200,
                operation.act()
                        ? "It is done; code is 0, or 2004 or 2005 where some were not reached."
                        : "It is so; code is 0.",
                answer(data));
        if (operation.act()) {
            say(
                    responses,
                    202,
                    "It goes on by itself; code is 0, and data says what to look at.",
                    answer(new Schema<>().nullable(true).addAllOfItem(data)));
            say(
                    responses,
                    502,
                    "The platform would not; code is 2001 to 2006, and the message quotes the platform's.",
                    answer(data));
            if (operation.body().stream().anyMatch(field -> field.name().equals(MessageOperations.USERS))) {
                say(
                        responses,
                        422,
                        "Nobody of those can be reached, though no try failed; code is 2004 or 2005.",
                        answer(data));
            }
            refuse(responses, 415, "The body is not JSON.");
            refuse(responses, 413, "The body is too large.");
        }
        refuse(responses, 400, "Something cannot be understood; code is 1001.");
        refuse(responses, 401, "No key, or one that is not known.");
        refuse(responses, 403, "The key lacks a permission, which the message names; or no key is set here at all.");
        refuse(responses, 404, "It is not there.");
        refuse(responses, 405, "Not with this method; Allow names those that there are.");
        refuse(responses, 429, "Too many wrong keys; Retry-After says how long to wait.");
        refuse(responses, 500, "Something went wrong here.");
        refuse(responses, 503, "Not now.");
        return responses;
    }

    private static void refuse(ApiResponses responses, int status, String words) {
        say(responses, status, words, new Schema<>().$ref("#/components/schemas/" + REFUSAL));
    }

    private static void say(ApiResponses responses, int status, String words, Schema<?> answer) {
        responses.addApiResponse(
                Integer.toString(status),
                new ApiResponse()
                        .description(words)
                        .content(new Content().addMediaType(JSON, new MediaType().schema(answer))));
    }

    private static Schema<?> schema(Parameter parameter) {
        Schema<?> schema = switch (parameter.type()) {
            case "integer" ->
                new IntegerSchema()
                        .minimum(BigDecimal.valueOf(parameter.least()))
                        .maximum(BigDecimal.valueOf(parameter.most()));
            case "boolean" -> new BooleanSchema();
            case "array" -> list(parameter, new StringSchema());
            case "numbers" -> list(parameter, new IntegerSchema().format("int64"));
            case "ids" ->
                list(
                        parameter,
                        new Schema<>()
                                .addOneOfItem(new StringSchema())
                                .addOneOfItem(new IntegerSchema().format("int64")));
            default -> new StringSchema();
        };
        schema.setDescription(parameter.description());
        return schema;
    }

    private static Schema<?> list(Parameter parameter, Schema<?> item) {
        return new ArraySchema().items(item).maxItems(parameter.most());
    }

    private static Schema<?> refusal() {
        return answer(new Schema<>().nullable(true).description("Always null."))
                .description("Why nothing is done, in one sentence.");
    }

    private static Schema<?> answer(Schema<?> data) {
        ObjectSchema answer = new ObjectSchema();
        answer.addProperty("code", new IntegerSchema().description("0 for success."));
        answer.addProperty("message", new StringSchema());
        answer.addProperty("data", data);
        answer.setRequired(List.of("code", "message", "data"));
        return answer;
    }
}
