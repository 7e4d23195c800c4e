package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of failures, and what is not. */
class FailuresTest {
    @Test
    void ofAnAnswerItsStatusAndItsHost() {
        Exception refused = new HttpOperationFailedException(
                "https://hooks.example.com/a-secret?key=another", 404, "Not Found", "/a-secret", Map.of(), "a-secret");
        assertThat(Failures.inWords(new IllegalStateException("around it", refused)))
                .isEqualTo("HTTP 404 from hooks.example.com");
    }

    @Test
    void ofAStatementWhatTheDatabaseMinds() {
        Exception grammar = new IllegalStateException(
                "bad SQL grammar [SELECT 'a-secret']",
                new SQLException("Table 'shop.orders' doesn't exist", "42S02", 1146));
        assertThat(Failures.inWords(grammar))
                .isEqualTo("the database says: Table 'shop.orders' (SQLState 42S02, error 1146)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Data too long for column 'title' at row 1|Data too long for column 'title'",
                "(conn=12) Data too long for column 'title' at row 1|Data too long for column 'title'",
                "Incorrect string value: 'a-secret' for column `b`.`t`.`title` at row 1|Incorrect string value 'b.t.title'",
                "Duplicate entry 'a-secret' for key 'PRIMARY'|Duplicate entry 'PRIMARY'",
                "Value too long for column \"TITLE CHARACTER VARYING(9)\": \"a-secret\"|Value too long for column 'TITLE'",
                "'a-secret' is wrong|it refused"
            })
    void ofAValueOnlyWhereItWasToGo(String said, String told) {
        assertThat(Failures.ofDatabase(new SQLException(said, "22001", 7)))
                .isEqualTo(told + " (SQLState 22001, error 7)");
    }

    @Test
    void ofAnAddressItsHost() {
        assertThat(Failures.inWords(new IOException(
                        "x",
                        new ConnectException("Connect to https://u:a-secret@h.example.com:81/a-secret?q=1 failed"))))
                .isEqualTo("ConnectException: Connect to https://h.example.com:81/… failed");
        assertThat(Failures.withoutAddresses("[sql://SELECT%20a-secret?x=y]")).doesNotContain("y]");
        assertThat(Failures.inWords(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
