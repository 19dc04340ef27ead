package io.tidings.event.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.Formerly;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of change, and the events that it makes unreadable. */
class CompatibilityTest {

  @TempDir private Path directory;

  record Text(@Nullable String value) {}

  record Whole(int value) {}

  record Wide(long value) {}

  record Boxed(@Nullable Integer value) {}

  record Maybe(Optional<Integer> value) {}

  record Decimal(BigDecimal value) {}

  record Any(Object value) {}

  record Pair(String value, @Nullable String note) {}

  record Counted(String value, int count) {}

  record Renamed(@Formerly("value") String text) {}

  record Merged(@Formerly("note") String value) {}

  record Texts(List<String> value) {}

  record Wholes(List<Integer> value) {}

  record Distinct(Set<String> value) {}

  record Names(Map<String, String> value) {}

  record Prices(Map<String, Integer> value) {}

  record Nested(Pair value) {}

  record NestedText(Text value) {}

  record NestedList(List<Pair> value) {}

  record NestedTexts(List<Text> value) {}

  record NestedRenamed(List<Renamed> value) {}

  enum Status {
    NEW,
    PAID
  }

  record Stated(Status value) {}

  /** Former alternatives. */
  interface Before {
    sealed interface PaymentBefore {}

    record Card(String number) implements PaymentBefore {}

    record Cash(int cents) implements PaymentBefore {}

    record Paid(PaymentBefore value) {}

    enum StatusBefore {
      PAID,
      NEW,
      LOST
    }

    record Stated(StatusBefore value) {}
  }

  /** Fewer alternatives. */
  interface Fewer {
    sealed interface PaymentFewer {}

    record Card(String number) implements PaymentFewer {}

    record Paid(PaymentFewer value) {}
  }

  /** Renamed and added alternatives. */
  interface More {
    sealed interface PaymentMore {}

    @Formerly("card")
    record CreditCard(String number, @Nullable String owner) implements PaymentMore {}

    record Cash(long cents) implements PaymentMore {}

    record Cheque() implements PaymentMore {}

    record Paid(PaymentMore value) {}
  }

  /** An alternative with a narrowed component. */
  interface Narrower {
    sealed interface PaymentNarrower {}

    record Card(int number) implements PaymentNarrower {}

    record Cash(int cents) implements PaymentNarrower {}

    record Paid(PaymentNarrower value) {}
  }

  static Stream<Change> incompatible() {
    Pair pair = new Pair("a", "b");
    Before.Paid card = new Before.Paid(new Before.Card("4000"));
    Before.Paid cash = new Before.Paid(new Before.Cash(5));
    return Stream.of(
        Change.of("component removed", Text.class, Pair.class, pair),
        Change.of("components merged", Merged.class, Pair.class, pair),
        Change.of("component renamed without its former name", Note.class, Text.class, text()),
        Change.of("text to number", Boxed.class, Text.class, text()),
        Change.of("anything to text", Text.class, Any.class, new Any(1L)),
        Change.of("long to int", Whole.class, Wide.class, new Wide(Long.MAX_VALUE)),
        Change.of("number to text", Text.class, Wide.class, new Wide(1)),
        Change.of("null to primitive", Whole.class, Boxed.class, new Boxed(null)),
        Change.of("Optional to primitive", Whole.class, Maybe.class, new Maybe(Optional.empty())),
        Change.of("new primitive", Counted.class, Text.class, text()),
        Change.of(
            "constant removed",
            Stated.class,
            Before.Stated.class,
            new Before.Stated(Before.StatusBefore.LOST)),
        Change.of("text to constant", Stated.class, Text.class, text()),
        Change.of("list to set", Distinct.class, Texts.class, new Texts(List.of("a", "a"))),
        Change.of("list to text", Text.class, Texts.class, new Texts(List.of("a"))),
        Change.of("text to list", Texts.class, Text.class, text()),
        Change.of("elements narrowed", Wholes.class, Texts.class, new Texts(List.of("a"))),
        Change.of(
            "values of a map narrowed", Prices.class, Names.class, new Names(Map.of("a", "b"))),
        Change.of("map to record", NestedText.class, Names.class, new Names(Map.of("a", "b"))),
        Change.of("nested component removed", NestedText.class, Nested.class, new Nested(pair)),
        Change.of(
            "component of elements removed",
            NestedTexts.class,
            NestedList.class,
            new NestedList(List.of(pair))),
        Change.of("alternative removed", Fewer.Paid.class, Before.Paid.class, card, cash),
        Change.of("alternative narrowed", Narrower.Paid.class, Before.Paid.class, card, cash),
        Change.of("alternatives to record", NestedText.class, Before.Paid.class, card));
  }

  record Note(@Nullable String note) {}

  private static Text text() {
    return new Text("a");
  }

  static Stream<Change> compatible() {
    Before.Paid card = new Before.Paid(new Before.Card("4000"));
    Before.Paid cash = new Before.Paid(new Before.Cash(5));
    Pair pair = new Pair("a", "b");
    return Stream.of(
        Change.of("same", Text.class, Text.class, text()),
        Change.of("new component", Pair.class, Text.class, text()),
        Change.of("component renamed", Renamed.class, Text.class, text()),
        Change.of("int to long", Wide.class, Whole.class, new Whole(Integer.MIN_VALUE)),
        Change.of("int to Integer", Boxed.class, Whole.class, new Whole(1)),
        Change.of("int to Optional", Maybe.class, Whole.class, new Whole(1)),
        Change.of("null to Optional", Maybe.class, Boxed.class, new Boxed(null), new Boxed(1)),
        Change.of("long to BigDecimal", Decimal.class, Wide.class, new Wide(Long.MAX_VALUE)),
        Change.of("BigDecimal to text", Text.class, Decimal.class, new Decimal(BigDecimal.TEN)),
        Change.of("constants added", Before.Stated.class, Stated.class, new Stated(Status.NEW)),
        Change.of("constant to text", Text.class, Stated.class, new Stated(Status.NEW)),
        Change.of("set to list", Texts.class, Distinct.class, new Distinct(Set.of("a", "b"))),
        Change.of("record to anything", Any.class, Nested.class, new Nested(pair)),
        Change.of("alternatives to anything", Any.class, Before.Paid.class, card),
        Change.of("nested component added", Nested.class, NestedText.class, new NestedText(text())),
        Change.of(
            "component of elements added",
            NestedList.class,
            NestedTexts.class,
            new NestedTexts(List.of(text()))),
        Change.of(
            "component of elements renamed",
            NestedRenamed.class,
            NestedTexts.class,
            new NestedTexts(List.of(text()))),
        Change.of(
            "alternatives renamed, grown, widened and added",
            More.Paid.class,
            Before.Paid.class,
            card,
            cash));
  }

  private Path recorded(Change change) {
    Path file = directory.resolve("events.txt");
    Change.snapshot(change.before()).update(file);
    return file;
  }

  @ParameterizedTest
  @MethodSource
  void incompatible(Change change) {
    Path file = recorded(change);

    assertThat(change.isReadInFull()).isFalse();
    assertThatThrownBy(() -> Change.snapshot(change.now().get()).verify(file, false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is not compatible with snapshot " + file)
        .hasMessageContaining("order.placed ");
    assertThatThrownBy(() -> Change.snapshot(change.now().get()).verify(file, true))
        .isInstanceOf(AssertionError.class);
    assertThat(file).content().isEqualTo(Change.snapshot(change.before()).toString());
  }

  @ParameterizedTest
  @MethodSource
  void compatible(Change change) {
    Path file = recorded(change);
    CatalogSnapshot now = Change.snapshot(change.now().get());

    assertThat(change.isReadInFull()).isTrue();
    String grown = now.verify(file, false);
    assertThat(file).content().isEqualTo(Change.snapshot(change.before()).toString());
    assertThat(now.verify(file, true)).isEmpty();
    assertThat(file).content().isEqualTo(now.toString());
    assertThat(now.verify(file, false)).isEmpty();
    assertThat(grown.isEmpty())
        .isEqualTo(change.name().equals("same") || change.name().startsWith("null"));
  }
}
