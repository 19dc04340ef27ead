package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored subscriptions and their secrets. */
class WebhookStoreTest extends WebhooksTest {

  private static final SubscriptionSpec SPEC =
      SubscriptionSpec.to("https://hooks.example.com/a?b=c")
          .withName("releases")
          .withDescription("for the release board")
          .withTags(Map.of("team", "red"))
          .withMeta(Map.of("ticket", List.of(7L, "x")))
          .withHeaders(Map.of("X-Team", "red"))
          .withPayloadFields(Map.of("id", "$.event.event_id"))
          .withAuthMode(AuthMode.AUTHORIZATION)
          .withEventTypes(
              Set.of(WebhookEventType.TRACES_FETCHED, WebhookEventType.TESTCASES_QUERIED));

  @Contract("WEB-03")
  @Test
  void without_types_a_subscription_is_for_all_of_them() {
    SubscriptionSpec all = SubscriptionSpec.to("https://hooks.example.com");

    assertThat(WebhookEventType.values()).allMatch(all::matches);
    assertThat(SPEC.matches(WebhookEventType.TRACES_FETCHED)).isTrue();
    assertThat(SPEC.matches(WebhookEventType.TRACES_QUERIED)).isFalse();
  }

  @Contract("WEB-04")
  @Test
  void a_secret_that_is_not_given_is_32_letters_and_digits_and_shown_once() {
    WebhookStore store = openStore();
    WebhookStore.Created one =
        store.create(PROJECT, SubscriptionSpec.to("https://a.example"), null);
    WebhookStore.Created two =
        store.create(PROJECT, SubscriptionSpec.to("https://a.example"), null);

    assertThat(one.secret()).matches("[A-Za-z0-9]{32}").isNotEqualTo(two.secret());
    assertThat(one.toString()).doesNotContain(one.secret());
    assertThat(String.valueOf(store.find(PROJECT, one.subscription().id())))
        .doesNotContain(one.secret());
  }

  @Contract("WEB-04")
  @Test
  void in_authorization_mode_a_secret_must_be_given() {
    WebhookStore store = openStore();

    assertThatThrownBy(() -> store.create(PROJECT, SPEC, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret must be given");
    assertThat(store.create(PROJECT, SPEC, "Bearer 0123456789abcdefg").secret())
        .isEqualTo("Bearer 0123456789abcdefg");
    assertThat(store.list(PROJECT)).hasSize(1);
  }

  @Contract("WEB-04")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8letters",
        "only-23-letters-in-this",
        "line\r\nbreak-in-a-long-secret",
        "trailing-blank-in-a-secret ",
        "umlaut-ä-in-a-long-secret"
      })
  void a_secret_that_could_not_be_sent_is_refused(String secret) {
    assertThatThrownBy(() -> openStore().create(PROJECT, SPEC, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret must be 24 to 256")
        .hasMessageContaining("openssl rand")
        .hasMessageNotContaining(secret);
  }

  @Contract("WEB-04")
  @Test
  void no_file_has_a_secret_in_the_clear_and_each_is_for_its_owner_alone() throws Exception {
    WebhookStore store = openStore();
    subscribe(store, SPEC);
    List<String> sealed =
        store
            .trail()
            .database()
            .read(
                connection ->
                    Sql.list(
                        connection,
                        row -> row.getString(1),
                        "SELECT sealed FROM webhook_subscription"));
    assertThat(sealed).singleElement().asString().doesNotContain(SECRET);
    try (var files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertThat(all).contains(keyFile());
      for (Path file : all) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "ä"})
  void a_project_that_cannot_be_one_is_refused(String project) {
    assertThatThrownBy(() -> openStore().create(project, SPEC, SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("project must be");
  }

  @Test
  void what_is_too_long_is_refused_by_name() {
    assertThatThrownBy(() -> SPEC.withName("x".repeat(257))).hasMessageContaining("name must be");
    assertThatThrownBy(() -> SPEC.withDescription("")).hasMessageContaining("description must be");
    assertThatThrownBy(
            () ->
                openStore()
                    .create(PROJECT, SPEC.withTags(Map.of("t", "x".repeat(1 << 20))), SECRET))
        .hasMessageContaining("a subscription must be at most");
    assertThatThrownBy(() -> openStore().deliveries(PROJECT, "x", 0))
        .hasMessageContaining("limit must be");
    assertThatThrownBy(() -> AuthMode.fromId("none")).hasMessageContaining("signature or");
  }

  @Test
  void a_secret_opens_with_its_key_and_for_its_subscription_alone() {
    SecretVault vault = vault();
    String sealed = vault.seal("sub-1", SECRET);

    assertThat(vault().open("sub-1", sealed)).isEqualTo(SECRET);
    assertThat(vault.seal("sub-1", SECRET)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> vault.open("sub-2", sealed))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining("does not open");
    SecretVault other = SecretVault.inFile(directory.resolve("other.key"));
    other.seal("sub-1", SECRET);
    assertThatThrownBy(() -> other.open("sub-1", sealed)).isInstanceOf(WebhookException.class);
    assertThatThrownBy(() -> vault.open("sub-1", "v1:AAAA")).isInstanceOf(WebhookException.class);
    assertThatThrownBy(() -> vault.open("sub-1", "v9:AAAA")).hasMessageContaining("another vault");
  }

  @Test
  void a_key_that_others_may_read_or_that_is_none_is_refused() throws Exception {
    Path open = directory.resolve("open.key");
    Files.write(open, new byte[32]);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path small = directory.resolve("small.key");
    Files.write(small, new byte[31]);
    Files.setPosixFilePermissions(small, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> SecretVault.inFile(open)).hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> SecretVault.inFile(small))
        .hasMessageContaining("not a key of 32 bytes");
    assertThatThrownBy(() -> SecretVault.inFile(directory.resolve("no/such/dir.key")))
        .isInstanceOf(WebhookException.class);
  }

  @Test
  void vault_forgets_secrets_that_are_no_longer_stored() {
    List<String> forgotten = new java.util.concurrent.CopyOnWriteArrayList<>();
    SecretVault elsewhere =
        new SecretVault() {
          @Override
          public String seal(String subscriptionId, String secret) {
            return "name-of-" + secret;
          }

          @Override
          public String open(String subscriptionId, String sealed) {
            return sealed.substring("name-of-".length());
          }

          @Override
          public void forget(String subscriptionId, String sealed) {
            forgotten.add(sealed);
          }
        };
    WebhookStore store = WebhookStore.in(trail(), elsewhere);
    WebhookSubscription made = subscribe(store, SPEC);
    store.rotateSecret(PROJECT, made.id(), "second-secret-of-24-bytes");
    store.revokeSecret(PROJECT, made.id());
    store.rotateSecret(PROJECT, made.id(), "third-secret-of-24-bytes");
    assertThat(store.remove("gemini", made.id())).isFalse();
    store.remove(PROJECT, made.id());

    assertThat(forgotten)
        .containsExactly(
            "name-of-" + SECRET,
            "name-of-second-secret-of-24-bytes",
            "name-of-third-secret-of-24-bytes");
  }

  @Contract("WEB-04")
  @Test
  void a_key_that_is_another_than_before_becomes_none_and_seals_nothing() {
    WebhookStore store = openStore();
    WebhookSubscription made = subscribe(store, SPEC);
    Path mistyped = directory.resolve("mistyped.key");
    WebhookStore wrong = WebhookStore.in(trail(), SecretVault.inFile(mistyped));

    assertThatThrownBy(() -> wrong.create(PROJECT, SPEC, SECRET))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining(made.id())
        .hasRootCauseMessage(
            "the key file "
                + mistyped
                + " does not exist; restore it, or use the one with which the secrets were sealed");
    assertThatThrownBy(() -> wrong.rotateSecret(PROJECT, made.id(), SECRET))
        .isInstanceOf(WebhookException.class);
    assertThat(mistyped).doesNotExist();
    SecretVault other = SecretVault.inFile(directory.resolve("other.key"));
    other.seal("x", SECRET);
    assertThatThrownBy(() -> WebhookStore.in(trail(), other).create(PROJECT, SPEC, SECRET))
        .isInstanceOf(WebhookException.class);
    assertThat(store.list(PROJECT)).containsExactly(made);

    wrong.revokeSecret(PROJECT, made.id());
    wrong.rotateSecret(PROJECT, made.id(), SECRET);
    assertThat(mistyped).exists();
  }
}
