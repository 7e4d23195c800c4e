package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bactrian.approval.MalformedAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalMapperMalformedAnswerTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void refusesNothing(String payload) {
        refuses(payload, "The answer is empty.");
    }

    @Test
    void refusesHtml() {
        refuses("<html>forbidden</html>", "The answer is not valid JSON at line 1, column 1.");
    }

    @Test
    void refusesTruncatedJson() {
        String whole = Answers.read("detail-completed");

        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> Answers.map(whole.substring(0, whole.length() / 2)))
                .withMessageStartingWith("The answer is not valid JSON at line ");
    }

    @Test
    void refusesTwoAnswersInOne() {
        String whole = Answers.read("detail-captured-time").strip();

        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> Answers.map(whole + whole))
                .withMessageStartingWith("The answer is not valid JSON at line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"agree\""})
    void refusesWhatIsNoObject(String payload) {
        refuses(payload, "The answer is not a JSON object.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"success\":true}",
                "{\"result\":null}",
                "{\"result\":[]}",
                "{\"result\":7}",
                "{\"result\":\"secret\"}",
                "{\"errcode\":0,\"process_instance\":null}"
            })
    void refusesAMissingInstance(String payload) {
        refuses(payload, "The answer has no object named 'result' or 'process_instance'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":{}}",
                "{\"result\":{\"list\":[\"k7Hq\"],\"nextToken\":\"20\"}}",
                "{\"result\":{\"title\":\"secret\",\"status\":\"\"}}"
            })
    void refusesAnInstanceWithoutStatus(String payload) {
        refuses(payload, "The answer describes an instance without a status.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"result\":{\"status\":\"RUNNING\"}}",
                "{\"success\":\"false\",\"result\":{\"status\":\"RUNNING\"}}"
            })
    void refusesAFailedCall(String payload) {
        refuses(payload, "The answer says that the call had no success.");
    }

    @Test
    void refusesAnErrorOfTheOldGeneration() {
        refuses(
                "{\"errcode\":88,\"errmsg\":\"ding talk error[subcode=60011,submsg=secret]\"}",
                "The answer carries an error code instead of an instance.");
    }

    private static void refuses(String payload, String message) {
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> Answers.map(payload))
                .withMessage(message)
                .withNoCause();
    }
}
