package io.bactrian.wecom;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a pushed message: its name, its text, and what is inside of it. Read without document types, entities of
 * their own and anything from outside; what has them is refused.
 */
public final class XmlElement {
    private static final int DEEPEST = 16;

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    private XmlElement(String name) {
        this.name = name;
    }

    /** The outermost element; empty if the bytes are not such a message. Nothing of it is quoted anywhere. */
    public static Optional<XmlElement> parse(byte[] xml) {
        try (InputStream in = new ByteArrayInputStream(xml)) {
            XMLStreamReader reader = factory().createXMLStreamReader(in, "UTF-8");
            try {
                return Optional.ofNullable(read(reader));
            } finally {
                reader.close();
            }
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return null;
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = new XmlElement(reader.getLocalName());
                    if (open.size() >= DEEPEST) {
                        return null;
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().children.add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        return root;
    }

    /** The elements of that name inside of this one. */
    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first of that name; an empty element where there is none. */
    XmlElement child(String childName) {
        return children.stream()
                .filter(child -> child.name.equals(childName))
                .findFirst()
                .orElseGet(() -> new XmlElement(childName));
    }

    /** What the first of that name says; {@code null} if it says nothing. */
    public String text(String childName) {
        String said = child(childName).text.toString().strip();
        return said.isEmpty() ? null : said;
    }
}
