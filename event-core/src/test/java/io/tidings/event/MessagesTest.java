package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refusal says does not depend on where the host runs. */
class MessagesTest {

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void goWhereDigitsLookDifferent() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void comeBack() {
    Locale.setDefault(before);
  }

  @Test
  @Contract("KND-01")
  void an_ids_refusal_has_the_same_digits_everywhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventKind.of("x".repeat(129)))
        .withMessage(
            "id must be 1 to 128 characters long, but has 129; encode other texts with"
                + " ExternalId.encode");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventKind.of("a b"))
        .withMessage(
            "id must be visible ASCII (0x21 to 0x7E), but has U+0020 at index 1; encode other texts"
                + " with ExternalId.encode");
  }

  @Test
  @Contract("LIM-01")
  void a_limits_refusal_has_the_same_digits_everywhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventLimits.defaults().withMaxDepth(513))
        .withMessage("maxDepth must be 1 to 512, but is 513");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DomainEvent.of(EventType.PLAN_CREATED).toBuilder()
                    .details(Map.of("k", "x".repeat(65_537)))
                    .build())
        .withMessage(
            "details[\"k\"] has a text of 65537 characters, beyond maxStringLength 65536; leave"
                + " some out, or raise the limit with EventFactory.withLimits");
  }

  private enum Ill implements EventKind {
    BLANK("a b"),
    ABSENT(Absent.absent());

    private final String id;

    Ill(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  @Test
  @Contract("KND-01")
  void ill_formed_id_of_a_constant_names_the_constant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.of(Ill.BLANK))
        .withMessage(
            "id() of io.tidings.event.MessagesTest$Ill.BLANK must be visible ASCII (0x21 to 0x7E),"
                + " but has U+0020 at index 1; encode other texts with ExternalId.encode");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSelector.kind(Ill.ABSENT))
        .withMessage(
            "kind: id() of io.tidings.event.MessagesTest$Ill.ABSENT returned null; return a"
                + " constant text");
  }
}
