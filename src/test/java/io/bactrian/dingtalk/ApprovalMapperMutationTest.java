package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.approval.Approval;
import io.bactrian.approval.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalMapperMutationTest {
    private static final int ROUNDS = 1000;
    private static final String SYMBOLS = "{}[]\",:\\0-1eE.nult \n#骆";
    private static final List<String> VALUES = List.of(
            "null",
            "\"null\"",
            "\"\"",
            "0",
            "-1",
            "1e999999999",
            "123456789012345678901234567890",
            "0.1",
            "true",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"list\":7}",
            "\"[\"",
            "\"{\\\"list\\\":[null]}\"",
            "\"[null,7,{}]\"",
            "\"\\ud83d\"",
            "\"[{\\\"rowValue\\\":[null,{\\\"key\\\":1}]}]\"",
            "[{\"rowValue\":{\"value\":[{}]}}]",
            "[{\"componentType\":\"DDBizSuite\",\"value\":[{\"componentType\":7}]}]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "detail-completed",
                "detail-running",
                "detail-every-component",
                "detail-leave",
                "detail-lax-types",
                "detail-old-generation",
                "detail-broken-fields",
                "detail-empty-values"
            })
    void eitherMapsOrSaysThatTheAnswerIsMalformed(String fixture) {
        String whole = Answers.json(Answers.read(fixture)).toString();
        Random random = new Random(20260105);
        int mapped = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String payload = round % 3 == 0 ? scratched(whole, random) : replaced(whole, random);
            mapped += maps(payload) ? 1 : 0;
        }
        assertThat(mapped).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    private static boolean maps(String payload) {
        Approval approval;
        try {
            approval = Answers.map(payload);
        } catch (MalformedAnswerException e) {
            return false;
        }
        Approval named = approval.withNames(id -> "name of " + id);
        assertThat(named.isFinal()).isEqualTo(approval.isFinal());
        assertThat(named.userIds()).doesNotContainNull();
        assertThat(Answers.json(approval.formCleaned().toString()).isObject()).isTrue();
        return true;
    }

    /** A few letters lost, doubled or changed. */
    private static String scratched(String whole, Random random) {
        StringBuilder text = new StringBuilder(whole);
        for (int scratches = 1 + random.nextInt(3); scratches > 0; scratches--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, text.charAt(at));
                case 2 -> text.setCharAt(at, SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
                default -> text.setLength(random.nextInt(20) == 0 ? Math.max(1, at) : text.length());
            }
        }
        return text.toString();
    }

    /** A few values replaced by others of any type, or taken away. */
    private static String replaced(String whole, Random random) {
        JsonNode answer = Answers.json(whole);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            List<JsonNode> holders = new ArrayList<>();
            collect(answer, holders);
            if (!holders.isEmpty()) {
                change(holders.get(random.nextInt(holders.size())), random);
            }
        }
        return answer.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode() && !node.isEmpty()) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private static void change(JsonNode holder, Random random) {
        JsonNode value = Answers.json(VALUES.get(random.nextInt(VALUES.size())));
        boolean remove = random.nextInt(4) == 0;
        int at = random.nextInt(holder.size());
        if (holder instanceof ArrayNode array) {
            array.remove(at);
            if (!remove) {
                array.insert(at, value);
            }
        } else if (holder instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (remove) {
                object.remove(names.get(at));
            } else {
                object.set(names.get(at), value);
            }
        }
    }
}
