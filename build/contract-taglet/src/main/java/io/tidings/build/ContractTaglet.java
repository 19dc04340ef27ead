package io.tidings.build;

import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileManager;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Taglet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code @contract} block tag with the ids of rows, separated by commas: links to the rows of
 * the contract, on a page that this taglet adds to the generated documentation. An id that no page
 * defines fails the build.
 */
public final class ContractTaglet implements Taglet {

  private static final String PAGE = "contract-rows.html";

  private final ContractRows rows = ContractRows.packaged();

  /** The place of the generated documentation until the page of rows is written. */
  private @Nullable JavaFileManager files;

  /** Creates the taglet; the Javadoc tool does so. */
  public ContractTaglet() {}

  @Override
  public void init(DocletEnvironment environment, Doclet doclet) {
    files = environment.getJavaFileManager();
  }

  /**
   * Writes the page of rows with the first link: newer tools set the place of output after init.
   */
  private void writePage() {
    JavaFileManager output = files;
    files = null;
    if (output == null) {
      return;
    }
    try (Writer page =
        output
            .getFileForOutput(DocumentationTool.Location.DOCUMENTATION_OUTPUT, "", PAGE, null)
            .openWriter()) {
      page.write(rows.page());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Set<Location> getAllowedLocations() {
    return EnumSet.allOf(Location.class);
  }

  @Override
  public boolean isInlineTag() {
    return false;
  }

  @Override
  public String getName() {
    return "contract";
  }

  @Override
  public String toString(List<? extends DocTree> tags, Element element) {
    writePage();
    String root = root(element);
    return tags.stream()
        .flatMap(tag -> ids((UnknownBlockTagTree) tag))
        .map(id -> link(id, root, element))
        .collect(joining(", ", "<dt>Contract:</dt><dd>", "</dd>"));
  }

  private static Stream<String> ids(UnknownBlockTagTree tag) {
    String text = tag.getContent().stream().map(Object::toString).collect(joining());
    return Stream.of(text.split("[,\\s]+")).filter(id -> !id.isEmpty());
  }

  private String link(String id, String root, Element element) {
    if (!rows.isDefined(id)) {
      throw new IllegalArgumentException(
          "@contract " + id + " on " + element + ": no page under docs/ defines that id");
    }
    return "<a href=\"%s%s#%s\">%s</a>".formatted(root, PAGE, id, id);
  }

  /** Returns the way from the page of an element up to the root of the documentation. */
  private static String root(Element element) {
    Element owner = element;
    while (owner != null && !(owner instanceof PackageElement)) {
      owner = owner.getEnclosingElement();
    }
    if (owner instanceof PackageElement inPackage) {
      int depth = inPackage.getQualifiedName().toString().split("\\.").length;
      return "../".repeat(depth + (isNamed(inPackage.getEnclosingElement()) ? 1 : 0));
    }
    return "../";
  }

  private static boolean isNamed(@Nullable Element module) {
    return module instanceof ModuleElement named && !named.isUnnamed();
  }
}
