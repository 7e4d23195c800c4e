package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {
    @Test
    void textsAreReadWithAndWithoutCdata() {
        XmlElement xml = XmlElement.parse(
                        bytes("<xml><A><![CDATA[1 < 2]]></A><B> &amp;汉 </B><C><D>x</D></C><C/></xml>"))
                .orElseThrow();

        assertThat(xml.text("A")).isEqualTo("1 < 2");
        assertThat(xml.text("B")).isEqualTo("&汉");
        assertThat(xml.child("C").text("D")).isEqualTo("x");
        assertThat(xml.all("C")).hasSize(2);
        assertThat(xml.text("missing")).isNull();
        assertThat(xml.child("missing").child("further").text("on")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "{\"Encrypt\":\"x\"}",
                "<xml>",
                "<xml></xml><xml/>",
                "<xml>&unknown;</xml>",
                "<!DOCTYPE xml><xml/>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:9/x.dtd\"><xml/>",
                "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml>&a;</xml>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                        + "<x>&c;</x>"
            })
    void whatIsNoPlainMessageIsRefused(String text) {
        assertThat(XmlElement.parse(bytes(text))).isEmpty();
    }

    @Test
    void filesAreNotReadForAnybody(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "a secret");

        assertThat(XmlElement.parse(
                        bytes("<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><xml><A>&s;</A></xml>")))
                .isEmpty();
    }

    @Test
    void elementsInsideOfElementsHaveAnEnd() {
        assertThat(XmlElement.parse(bytes("<a>".repeat(10_000) + "</a>".repeat(10_000))))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
