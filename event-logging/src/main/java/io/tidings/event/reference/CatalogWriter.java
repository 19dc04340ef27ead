package io.tidings.event.reference;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventCatalog;
import io.tidings.event.internal.NearestText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writer of a host's events as a reference page, a schema and an interface description.
 *
 * <pre>{@code
 * CatalogWriter writer =
 *     CatalogWriter.of(CATALOG, "Orders", "1.4.0").withCategories(Set.of("order"));
 * Files.writeString(Path.of("events.md"), writer.markdown());
 * Files.writeString(Path.of("events.schema.json"), writer.jsonSchema());
 * Files.writeString(Path.of("asyncapi.json"), writer.asyncApi());
 * }</pre>
 *
 * <p>The documents describe events as {@link io.tidings.event.json.DomainEventJson} writes them,
 * before redaction: a masked value is a text of another form than its schema. Equal catalogues give
 * equal texts, which end with a line feed.
 *
 * <p>Immutable and thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract REF-01
 */
public final class CatalogWriter {

  /** The address of the channel unless {@link #withAddress} sets another. */
  public static final String DEFAULT_ADDRESS = "events";

  private final Reference reference;

  private CatalogWriter(Reference reference) {
    this.reference = reference;
  }

  /**
   * Returns a writer of all kinds of a catalogue, including the types of {@link
   * io.tidings.event.EventType}.
   *
   * @param catalog the catalogue
   * @param title the title of the documents
   * @param version the version of the host's events, such as {@code 1.4.0}
   * @throws IllegalArgumentException if a text is blank
   */
  public static CatalogWriter of(EventCatalog catalog, String title, String version) {
    return new CatalogWriter(
        new Reference(
            notBlank(title, "title"),
            notBlank(version, "version"),
            ChannelAddress.of(DEFAULT_ADDRESS),
            catalog.describe()));
  }

  /**
   * Returns this writer for the kinds of some categories alone, such as a host's own.
   *
   * @throws IllegalArgumentException if there is no category, or one of which this writer has no
   *     kind; the message names the nearest one
   */
  public CatalogWriter withCategories(Collection<String> categories) {
    Set<String> wanted = new LinkedHashSet<>(categories);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("categories must not be empty; name at least one");
    }
    Set<String> known = new TreeSet<>();
    reference.entries().forEach(entry -> known.add(entry.category()));
    for (String category : wanted) {
      if (!known.contains(requireNonNull(category, "category"))) {
        throw new IllegalArgumentException(
            "category '%s' has no kind in the catalogue%s The categories are: %s"
                .formatted(category, end(category, known), String.join(", ", known)));
      }
    }
    List<EventCatalog.Entry> kept =
        reference.entries().stream().filter(entry -> wanted.contains(entry.category())).toList();
    return new CatalogWriter(reference.withEntries(kept));
  }

  private static String end(String text, Set<String> known) {
    String suggestion = NearestText.suggestion(text, known);
    return suggestion.isEmpty() ? "." : suggestion;
  }

  /**
   * Returns this writer with another address of the channel in {@link #asyncApi}: the topic, queue
   * or path at which the host publishes its events, with parameters in braces, such as {@code
   * orders/{tenant}}.
   *
   * @throws IllegalArgumentException if the address is blank or has a brace that is no part of a
   *     parameter
   */
  public CatalogWriter withAddress(String address) {
    return new CatalogWriter(
        reference.withAddress(ChannelAddress.of(notBlank(address, "address"))));
  }

  private static String notBlank(String text, String argument) {
    if (requireNonNull(text, argument).isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank");
    }
    return text;
  }

  /**
   * Returns a page of Markdown (GitHub's form, for its tables): the kinds by category, each with
   * its description, its payload record and a table of its details. Nested details have a path,
   * such as {@code lines[].sku}. Texts of the host are escaped.
   *
   * @contract REF-02
   */
  public String markdown() {
    return MarkdownPage.of(reference);
  }

  /**
   * Returns a JSON Schema of 2020-12 for the JSON of any event of the catalogue. A definition under
   * {@code $defs} describes the events of one kind. Fields and details beyond the described ones
   * are valid, so a payload record may grow.
   *
   * @contract REF-03
   */
  public String jsonSchema() {
    return JsonText.of(SchemaDocument.of(reference));
  }

  /**
   * Returns an AsyncAPI 3.0.0 document in JSON: one channel to which the host sends, with a message
   * for each kind.
   *
   * @contract REF-04
   */
  public String asyncApi() {
    return JsonText.of(AsyncApiDocument.of(reference));
  }
}
