package org.graphrec.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads single POM files. A repository holds what strangers wrote: no DTD, no external entity, no file beyond a
 * megabyte is read. One reader per thread.
 */
final class PomReader {
    private static final long MAX_BYTES = 1L << 20;
    private static final int MAX_TEXT = 1_000;

    private final DocumentBuilder builder;

    PomReader() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            builder = factory.newDocumentBuilder();
            // the default handler prints to the console; broken files are counted instead
            builder.setErrorHandler(new DefaultHandler());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be hardened.", e);
        }
    }

    /** The file's content, or empty where it is too large, broken or no POM. */
    Optional<Pom> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                Element project = builder.parse(in).getDocumentElement();
                return project.getTagName().equals("project") ? Optional.of(pom(project)) : Optional.empty();
            }
        } catch (IOException | SAXException e) {
            return Optional.empty();
        }
    }

    private static Pom pom(Element project) {
        Map<String, String> properties = new HashMap<>();
        for (Element property : children(project, "properties")) {
            for (Element entry : elements(property)) {
                properties.put(entry.getTagName(), clean(entry.getTextContent()));
            }
        }
        List<Pom.Dependency> dependencies = new ArrayList<>();
        for (Element list : children(project, "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                dependencies.add(new Pom.Dependency(
                        text(dependency, "groupId"), text(dependency, "artifactId"), text(dependency, "scope")));
            }
        }
        List<Element> parents = children(project, "parent");
        return new Pom(
                parents.isEmpty() ? null : coordinates(parents.get(0)),
                coordinates(project),
                text(project, "packaging"),
                text(project, "name"),
                text(project, "description"),
                properties,
                dependencies);
    }

    private static Pom.Coordinates coordinates(Element element) {
        return new Pom.Coordinates(text(element, "groupId"), text(element, "artifactId"), text(element, "version"));
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : clean(found.get(0).getTextContent());
    }

    /** One line without control characters, of bounded length. */
    private static String clean(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }

    private static List<Element> children(Element parent, String name) {
        return elements(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
