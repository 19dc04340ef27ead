package io.tidings.event.store.internal.dictionary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that events repeat, and their numbers. Keeps recent ones in caches of bounded size,
 * only after the transaction that added them has been committed. Thread-safe.
 */
public final class Dictionary {

  /** The bytes of a generation of a cache; four caches of two generations each. */
  private static final long CAPACITY = 4L << 20;

  private final String schema;
  private final RecentCache<String, Long> names;
  private final RecentCache<String, Long> kinds;
  private final RecentCache<ContextTexts, ContextNumbers> contexts;
  private final RecentCache<Long, String> textOfName;
  private final RecentCache<Long, String> textOfKind;
  private final RecentCache<Long, ContextTexts> textsOfContext;
  private volatile Anchors anchors = Anchors.NONE;

  /** Creates the dictionary of a trail, in a schema that is empty or quoted and ends in a point. */
  public Dictionary(String schema) {
    this(schema, CAPACITY);
  }

  Dictionary(String schema, long capacity) {
    this.schema = schema;
    this.names = new RecentCache<>(capacity);
    this.kinds = new RecentCache<>(capacity);
    this.contexts = new RecentCache<>(capacity);
    this.textOfName = new RecentCache<>(capacity);
    this.textOfKind = new RecentCache<>(capacity);
    this.textsOfContext = new RecentCache<>(capacity);
  }

  String schema() {
    return schema;
  }

  /** Returns the numbers for an append. */
  public AppendNumbers numbers() {
    return new AppendNumbers(this);
  }

  /**
   * Clears the caches unless they are of the database on a connection that sees what is committed.
   */
  public void verify(Connection connection) throws SQLException {
    verify(connection, anchors);
  }

  /** Clears the caches unless they are of the database on a connection. */
  void verify(Connection connection, Anchors expected) throws SQLException {
    if (!expected.holdIn(connection, schema)) {
      clear();
    }
  }

  /** Returns the last entries at present. */
  Anchors anchors() {
    return anchors;
  }

  /** Discards what is cached: the database is another one, for example a restored copy. */
  private void clear() {
    anchors = Anchors.NONE;
    names.clear();
    kinds.clear();
    contexts.clear();
    textOfName.clear();
    textOfKind.clear();
    textsOfContext.clear();
  }

  @Nullable Long name(String text) {
    return names.get(text, text.length());
  }

  @Nullable Long kind(String kind) {
    return kinds.get(kind, kind.length());
  }

  @Nullable ContextNumbers context(ContextTexts texts) {
    return contexts.get(texts, 0);
  }

  @Nullable String textOfName(long id) {
    return textOfName.get(id, 0);
  }

  @Nullable String textOfKind(long id) {
    return textOfKind.get(id, 0);
  }

  @Nullable ContextTexts textsOfContext(long id) {
    return textsOfContext.get(id, 0);
  }

  /** Adds committed texts. */
  void publishName(long id, String text) {
    textOfName.put(id, text, text.length());
    anchors = anchors.withName(text, id);
  }

  void publishKind(long id, String kind) {
    textOfKind.put(id, kind, kind.length());
    anchors = anchors.withKind(kind, id);
  }

  void publishContext(long id, ContextTexts texts) {
    textsOfContext.put(id, texts, texts.length());
  }

  /** Adds committed numbers. */
  void publish(
      Map<String, Long> newNames,
      Map<String, Long> newKinds,
      Map<ContextTexts, ContextNumbers> newContexts) {
    newNames.forEach((text, id) -> names.put(text, id, text.length()));
    newKinds.forEach((kind, id) -> kinds.put(kind, id, kind.length()));
    newContexts.forEach((texts, id) -> contexts.put(texts, id, texts.length()));
    anchors = anchors.with(newNames, newKinds, newContexts);
  }

  /** Returns the numbers of entries in the caches. */
  List<Integer> sizes() {
    return List.of(names.size(), kinds.size(), contexts.size(), textOfName.size());
  }
}
