package io.tidings.event.testkit.catalog;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventCatalog;
import io.tidings.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Forms of the details of a host's kinds, compared with a text file in the host's repository, so
 * that a change of a payload record which breaks stored events fails a test.
 *
 * <pre>{@code
 * @Test
 * void stored_events_stay_readable() {
 *   CatalogSnapshot.of(CATALOG).assertCompatible(Path.of("src/test/resources/events.txt"));
 * }
 * }</pre>
 *
 * <p><b>Compatible</b> means that old events stay readable with the new records: every event that
 * was built with the recorded forms is decoded by the catalogue's payload kinds, without an error
 * and without losing a detail. Nothing is promised to older readers of new events. The check
 * accepts these changes and no others:
 *
 * <ul>
 *   <li>a new kind, a new component that may be null, a new constant of an enum, a new alternative
 *       of a sealed interface, a changed order;
 *   <li>a renamed component or alternative whose former name stands in {@link
 *       io.tidings.event.Formerly}; a former name once recorded must stay, too;
 *   <li>a type that reads every value of the former one: a number of a wider range ({@code int} to
 *       {@code long}, {@code double}, BigInteger or BigDecimal, {@code long} to BigInteger or
 *       BigDecimal, {@code float} to {@code double}, {@code double} and BigInteger to BigDecimal);
 *       String for any type whose details are texts, such as enums, dates, BigDecimal and types
 *       with a codec; List for Set; Object for everything;
 *   <li>a box, an Optional or a nullable type for a primitive one;
 *   <li>each of these inside lists, maps, nested records and alternatives.
 * </ul>
 *
 * <p>Not compatible are thus a removed kind, component, former name, constant or alternative, a
 * narrowed type, a component that became primitive, and a new primitive one. A kind without a
 * payload declares no details, so its events are not compared. The work of constructors and of a
 * host's codecs is not seen either.
 *
 * <p>The file has one line per kind and per detail, sorted: {@code order.placed lines[].sku
 * String}. It contains the host's kinds, and those of {@link EventType} that have a payload.
 *
 * <p>Immutable and thread-safe.
 */
public final class CatalogSnapshot {

  /**
   * The system property ({@value}) with which {@link #assertCompatible} writes the file if it is
   * absent or the changes are compatible.
   */
  public static final String UPDATE_PROPERTY = "tidings.snapshot.update";

  private static final System.Logger LOG = System.getLogger(CatalogSnapshot.class.getName());

  private final NavigableMap<String, DetailForm> kinds;

  private CatalogSnapshot(NavigableMap<String, DetailForm> kinds) {
    this.kinds = kinds;
  }

  /**
   * Returns the snapshot of a catalogue.
   *
   * @throws NullPointerException if {@code catalog} is null
   */
  public static CatalogSnapshot of(EventCatalog catalog) {
    NavigableMap<String, DetailForm> kinds = new TreeMap<>();
    for (EventCatalog.Entry entry : requireNonNull(catalog, "catalog").describe()) {
      if (!(entry.kind() instanceof EventType) || entry.payload() != null) {
        kinds.put(entry.id(), DetailForm.of(entry.details()));
      }
    }
    return new CatalogSnapshot(kinds);
  }

  /**
   * Verifies that the catalogue is compatible with the recorded one. If it has compatible changes
   * that the file does not contain, a warning on the system logger names the remedy; until then,
   * their removal is not detected.
   *
   * <p>If the system property {@value #UPDATE_PROPERTY} is true, the file is created, or updated
   * with compatible changes, and no incompatible change is accepted.
   *
   * @param file the snapshot in UTF-8, relative to the working directory of the test
   * @throws NullPointerException if {@code file} is null
   * @throws AssertionError if a change is not compatible; the message lists the lines that differ,
   *     with reason and remedy. Also if the file does not exist or is no snapshot
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public void assertCompatible(Path file) {
    String warning = verify(requireNonNull(file, "file"), Boolean.getBoolean(UPDATE_PROPERTY));
    if (!warning.isEmpty()) {
      LOG.log(Level.WARNING, warning);
    }
  }

  /** Verifies compatibility; returns a warning if the file lacks changes, else an empty text. */
  String verify(Path file, boolean updating) {
    if (!Files.exists(file)) {
      if (!updating) {
        throw new AssertionError(
            "Snapshot %s does not exist. %s".formatted(file, remedy("Create it")));
      }
      update(file);
      return "";
    }
    String recorded = read(file);
    requireCompatible(file, recorded);
    if (recorded.equals(toString())) {
      return "";
    }
    if (!updating) {
      return "Catalogue has compatible changes that snapshot %s does not contain. %s"
          .formatted(file, remedy("Record them"));
    }
    update(file);
    return "";
  }

  private static String remedy(String action) {
    return "%s with -D%s=true or CatalogSnapshot.update(Path), and commit it"
        .formatted(action, UPDATE_PROPERTY);
  }

  private void requireCompatible(Path file, String recorded) {
    List<Incompatibility> found = FormComparison.compare(parsed(file, recorded), kinds);
    if (!found.isEmpty()) {
      throw new AssertionError(
          """
          Catalogue is not compatible with snapshot %s: old events would not be read in full.
          %s
          If no such event exists, accept the changes with CatalogSnapshot.update(Path).\
          """
              .formatted(
                  file,
                  found.stream().map(Incompatibility::toString).collect(Collectors.joining("\n"))));
    }
  }

  private static NavigableMap<String, DetailForm> parsed(Path file, String recorded) {
    try {
      return SnapshotText.read(recorded.lines().toList());
    } catch (IllegalArgumentException malformed) {
      throw new AssertionError(
          "Snapshot %s is not readable: %s. Restore the file"
              .formatted(file, malformed.getMessage()),
          malformed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException("snapshot %s cannot be read".formatted(file), failure);
    }
  }

  /**
   * Writes the file with the catalogue as it is, creating its directory if necessary. Incompatible
   * changes are accepted by it.
   *
   * @throws NullPointerException if {@code file} is null
   * @throws UncheckedIOException if the file cannot be written
   */
  public void update(Path file) {
    try {
      Path directory = requireNonNull(file, "file").toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, toString());
    } catch (IOException failure) {
      throw new UncheckedIOException("snapshot %s cannot be written".formatted(file), failure);
    }
  }

  /** Returns the text of the file: a header, then one line per kind and detail, sorted. */
  @Override
  public String toString() {
    return SnapshotText.write(kinds);
  }
}
