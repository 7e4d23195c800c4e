package io.bactrian.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.bactrian.connection.Secret;
import java.io.IOException;

/** The bodies of calls as JSON in UTF-8, every character as it is. */
public final class RequestJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // WeCom refuses characters that are written as backslash, u and digits (40033), as emoji would be
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .addModule(new SimpleModule().addSerializer(Secret.class, new RevealedSecret()))
            .build();

    private RequestJson() {}

    /** What goes over the wire for {@code body}: a map, a list or a record; secrets in it are revealed. */
    public static byte[] bytes(Object body) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(body);
    }

    private static final class RevealedSecret extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(secret.reveal());
        }
    }
}
