package io.tidings.event.reference;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A page of Markdown as a reader displays it. */
final class RenderedPage {

  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

  private final Node document;

  private RenderedPage(Node document) {
    this.document = document;
  }

  static RenderedPage of(String markdown) {
    return new RenderedPage(PARSER.parse(markdown));
  }

  String html() {
    return HtmlRenderer.builder().extensions(TABLES).build().render(document);
  }

  /** Returns the headings, each after its level. */
  List<String> headings() {
    return blocks(document, Heading.class).stream()
        .map(heading -> heading.getLevel() + " " + text(heading))
        .toList();
  }

  /** Returns the paragraphs below a heading. */
  List<String> paragraphs(String heading) {
    return section(heading).stream()
        .filter(Paragraph.class::isInstance)
        .map(RenderedPage::text)
        .toList();
  }

  /** Returns the cells of the rows of the table below a heading, without its head. */
  List<List<String>> table(String heading) {
    return section(heading).stream()
        .filter(TableBlock.class::isInstance)
        .flatMap(table -> blocks(requireNonNull(table.getLastChild()), TableRow.class).stream())
        .map(row -> blocks(row, TableCell.class).stream().map(RenderedPage::text).toList())
        .toList();
  }

  private List<Node> section(String heading) {
    List<Node> nodes = new ArrayList<>();
    for (Heading each : blocks(document, Heading.class)) {
      if (text(each).equals(heading)) {
        for (Node next = each.getNext();
            next != null && !(next instanceof Heading);
            next = next.getNext()) {
          nodes.add(next);
        }
      }
    }
    return nodes;
  }

  private static <T extends Node> List<T> blocks(Node parent, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (type.isInstance(node)) {
        found.add(type.cast(node));
      }
    }
    return found;
  }

  /** Returns the displayed text; the tags around code have none. */
  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node each = node.getFirstChild(); each != null; each = each.getNext()) {
      if (each instanceof Text plain) {
        text.append(plain.getLiteral());
      } else if (each instanceof Code code) {
        text.append(code.getLiteral());
      } else if (each instanceof SoftLineBreak) {
        text.append(' ');
      } else if (!(each instanceof HtmlInline tag && tag.getLiteral().matches("</?code>"))) {
        text.append('<').append(each.getClass().getSimpleName()).append('>').append(text(each));
      }
    }
    return text.toString();
  }
}
