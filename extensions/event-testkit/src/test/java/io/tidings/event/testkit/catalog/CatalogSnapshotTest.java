package io.tidings.event.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.Formerly;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.internal.Absent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSnapshotTest {

  enum Order implements EventKind {
    SHIPPED,
    PLACED;

    @Override
    public String id() {
      return "order." + name().toLowerCase(Locale.ROOT);
    }
  }

  record Line(String sku, int count) {}

  sealed interface Payment {}

  record Card(String number) implements Payment {}

  record Cash() implements Payment {}

  record Placed(
      @Formerly({"id", "number of, the\\order"}) String orderId,
      BigDecimal amount,
      List<Line> lines,
      Set<Order> states,
      Map<String, List<Double>> prices,
      Payment payment,
      ZoneId zone,
      Object extra) {}

  record Created(@Nullable String note) {}

  private static final PayloadKind<Placed> PLACED =
      PayloadKind.builder(Order.PLACED, Placed.class)
          .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
          .build();
  private static final CatalogSnapshot SNAPSHOT =
      CatalogSnapshot.of(
          EventCatalog.builder()
              .kinds(Order.class)
              .payload(PLACED)
              .payload(PayloadKind.of(EventType.PLAN_CREATED, Created.class))
              .build());
  private static final String TEXT =
      """
      # tidings catalog snapshot 1
      order.placed
      order.placed amount BigDecimal
      order.placed extra Object
      order.placed lines List
      order.placed lines[] record
      order.placed lines[].count required Integer
      order.placed lines[].sku String
      order.placed order_id formerly id,number\\u0020of\\u002c\\u0020the\\u005corder String
      order.placed payment sealed
      order.placed payment(card) record
      order.placed payment(card).number String
      order.placed payment(cash) record
      order.placed prices Map
      order.placed prices{} List
      order.placed prices{}[] Double
      order.placed states Set
      order.placed states[] enum order.placed order.shipped
      order.placed zone java.time.ZoneId
      order.shipped
      plan.created
      plan.created note String
      """;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("sub").resolve("events.txt");
  }

  private void record(String text) throws IOException {
    SNAPSHOT.update(file);
    Files.writeString(file, text);
  }

  private static CatalogSnapshot of(PayloadKind<?>... kinds) {
    EventCatalog.Builder catalog = EventCatalog.builder();
    for (PayloadKind<?> kind : kinds) {
      catalog.payload(kind);
    }
    return CatalogSnapshot.of(catalog.build());
  }

  @Test
  void text_has_a_sorted_line_for_each_detail() {
    SNAPSHOT.update(file);

    assertThat(SNAPSHOT).hasToString(TEXT);
    assertThat(file).content().isEqualTo(TEXT);
    SNAPSHOT.assertCompatible(file);
  }

  @Test
  void text_is_read_as_it_was_written() {
    assertThat(SnapshotText.write(SnapshotText.read(TEXT.lines().toList()))).isEqualTo(TEXT);
  }

  @Test
  void file_with_other_line_ends_is_the_same() throws IOException {
    record(TEXT.replace("\n", "\r\n"));

    SNAPSHOT.verify(file, true);
    assertThat(file).content().isEqualTo(TEXT.replace("\n", "\r\n"));
  }

  @Test
  void absent_file_fails_and_is_created_if_asked() {
    assertThatThrownBy(() -> SNAPSHOT.verify(file, false))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Snapshot "
                + file
                + " does not exist. Create it with -Dtidings.snapshot.update=true or"
                + " CatalogSnapshot.update(Path), and commit it");
    assertThat(file).doesNotExist();

    SNAPSHOT.verify(file, true);
    assertThat(file).content().isEqualTo(TEXT);
  }

  @Test
  void compatible_change_is_not_recorded_unless_asked() {
    record Before(String a) {}
    record Now(String a, @Nullable String b) {}
    of(PayloadKind.of("a.one", Before.class)).update(file);
    CatalogSnapshot now = of(PayloadKind.of("a.one", Now.class));

    assertThat(now.verify(file, false))
        .isEqualTo(
            "Catalogue has compatible changes that snapshot "
                + file
                + " does not contain. Record them with -Dtidings.snapshot.update=true or"
                + " CatalogSnapshot.update(Path), and commit it");
    assertThat(file).content().doesNotContain("a.one b String");
    now.assertCompatible(file);
    assertThat(now.verify(file, true)).isEmpty();
    assertThat(file).content().contains("a.one b String");
  }

  @Test
  void failure_lists_lines_reasons_and_remedies() {
    record Before(String a, long b, String c) {}
    record Now(Integer a, int b, boolean d) {}
    of(PayloadKind.of("a.one", Before.class), PayloadKind.of("a.two", Created.class)).update(file);

    assertThatThrownBy(() -> of(PayloadKind.of("a.one", Now.class)).verify(file, false))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            Catalogue is not compatible with snapshot %s: old events would not be read in full.
            - a.one a String
            + a.one a Integer
                Integer does not read every String; keep the type, or use a wider one
            - a.one b required Long
            + a.one b required Integer
                Integer does not read every Long; keep the type, or use a wider one
            - a.one c String
                it is removed; keep it, or name it in @Formerly of its replacement
            + a.one d required Boolean
                it is absent from events built before; declare it as its box
            - a.two
                the kind is removed; keep it in the catalogue
            If no such event exists, accept the changes with CatalogSnapshot.update(Path).\
            """
                .formatted(file));
  }

  @Test
  void lost_former_name_fails() {
    record Before(@Formerly({"x", "y"}) String a) {}
    record Fewer(@Formerly("y") String a) {}
    record Back(@Formerly({"a", "y"}) String x) {}
    of(PayloadKind.of("a.one", Before.class)).update(file);

    assertThatThrownBy(() -> of(PayloadKind.of("a.one", Fewer.class)).assertCompatible(file))
        .hasMessageContaining(
            """
            - a.one a formerly x,y String
            + a.one a formerly y String
                it is not read by x any more; keep @Formerly
            """);
    of(PayloadKind.of("a.one", Back.class)).assertCompatible(file);
  }

  @Test
  void payload_of_a_kind_without_declared_details_needs_no_primitive() {
    record Counted(int count) {}
    CatalogSnapshot.of(EventCatalog.builder().kind(EventKind.of("a.one")).build()).update(file);

    of(PayloadKind.of("a.one", Created.class)).assertCompatible(file);
    assertThatThrownBy(() -> of(PayloadKind.of("a.one", Counted.class)).assertCompatible(file))
        .hasMessageContaining("+ a.one count required Integer");
    of(PayloadKind.of("a.one", Created.class)).update(file);
    assertThatThrownBy(
            () ->
                CatalogSnapshot.of(EventCatalog.builder().kind(EventKind.of("a.one")).build())
                    .assertCompatible(file))
        .hasMessageContaining("- a.one note String");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "order.placed",
        "# tidings catalog snapshot 2\n",
        "# tidings catalog snapshot 1\na.one note String",
        "# tidings catalog snapshot 1\na.one\na.one",
        "# tidings catalog snapshot 1\na.one\na.one note",
        "# tidings catalog snapshot 1\na.one\na.one note String Long",
        "# tidings catalog snapshot 1\na.one\na.one note.inner String",
        "# tidings catalog snapshot 1\na.one\na.one note String\na.one note Long",
        "# tidings catalog snapshot 1\n<<<<<<< HEAD\na.one"
      })
  void malformed_file_fails(String text) throws IOException {
    record(text);

    assertThatThrownBy(() -> SNAPSHOT.verify(file, true))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Snapshot " + file + " is not readable: line ")
        .hasMessageEndingWith(". Restore the file");
    assertThat(file).content().isEqualTo(text);
  }

  @Test
  void unreadable_file_is_named() {
    assertThatThrownBy(() -> SNAPSHOT.assertCompatible(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("snapshot " + directory + " cannot be read");
    assertThatThrownBy(() -> SNAPSHOT.update(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("snapshot " + directory + " cannot be written");
  }

  @Test
  void null_arguments_are_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> CatalogSnapshot.of(Absent.absent()))
        .withMessage("catalog");
    assertThatNullPointerException()
        .isThrownBy(() -> SNAPSHOT.assertCompatible(Absent.absent()))
        .withMessage("file");
    assertThatNullPointerException()
        .isThrownBy(() -> SNAPSHOT.update(Absent.absent()))
        .withMessage("file");
  }
}
