package io.tidings.event.redact;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.json.internal.FrozenDetails;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in an event before a sink receives it. The event itself is never changed.
 *
 * <pre>{@code
 * Redactor redactor = Redactor.standard().maskingKeys("ssn").maskingPath("request", "body");
 * DomainEvent shown = redactor.redact(event);
 * }</pre>
 *
 * <p>Secrets are:
 *
 * <ul>
 *   <li>values whose name contains the words password, passwd, passphrase, secret, token, api key,
 *       access key, secret key, private key, signing key, encryption key, auth key, authorization,
 *       cookie, credential, pass, pwd, auth, jwt or sig, in snake, camel, kebab or dotted form,
 *       with any prefix and at any depth: {@code dbPassword}, {@code X-Api-Key}. Names whose last
 *       word is count, budget, limit, size or used are excepted, whatever words stand before, and
 *       so are, in details, numbers under token or tokens, and numbers and Booleans under the last
 *       five words;
 *   <li>inside texts and names: the value of {@code key=value} and {@code key: value} with such a
 *       key, in the forms of common languages and formats, a number after {@code token} included
 *       but not one after {@code tokens}, the word after {@code Bearer}, and the user information
 *       of a URL;
 *   <li>inside texts and names: tokens with a known shape, such as those of code hosts and clouds,
 *       private keys in PEM form, and the values of flags and elements with such a name;
 *   <li>values that the host's own rules name.
 * </ul>
 *
 * <p>Actor and project names are redacted as texts. Ids are not redacted, since they link records,
 * so they must not contain secrets. A secret without a recognizable name or form, such as a
 * password in a sentence or a key split over several values, is not found: add a rule for its
 * place. A mask inside a text ends with the value or, if the value is not closed, with its line.
 *
 * <p>Immutable, and thread-safe if its rules are. The {@code with}-style methods return a copy.
 * Every method rejects null with a {@link NullPointerException}; no method throws because of the
 * content of an event.
 *
 * @contract RED-01, RED-02, RED-03, RED-04, RED-05, RED-06, RED-07, RED-08, RED-09
 */
public final class Redactor {

  /** The replacement of a secret: {@value}. */
  public static final String MASK = "[redacted]";

  /** The replacement of a value whose rule failed: {@value}. */
  public static final String DROPPED = "[dropped]";

  private static final Redactor STANDARD =
      new Redactor(new KeyRules(Set.of(), Set.of()), List.of(), null);

  private final KeyRules keys;
  private final SecretText text;
  private final NameCache names;
  private final List<RedactionRule> rules;
  private final @Nullable EventCatalog catalog;

  private Redactor(KeyRules keys, List<RedactionRule> rules, @Nullable EventCatalog catalog) {
    this.keys = keys;
    this.text = new SecretText(keys);
    this.names = new NameCache(keys, text);
    this.rules = rules;
    this.catalog = catalog;
  }

  /** Returns the redactor that has the built-in rules only. */
  public static Redactor standard() {
    return STANDARD;
  }

  /**
   * Returns a copy that also masks values whose name contains the words of a key: {@code "customer
   * number"} matches {@code customer_number} and {@code oldCustomerNumber}. Takes precedence over
   * {@link #keepingKeys} and over the exceptions of the built-in rules.
   *
   * <p>Without keys, the copy masks the same values.
   *
   * @throws IllegalArgumentException if a key has neither a letter nor a digit
   */
  public Redactor maskingKeys(String... keys) {
    Set<KeyWords> masked = new HashSet<>(this.keys.masked());
    for (String key : keys) {
      KeyWords words = KeyWords.of(requireNonNull(key, "keys"));
      if (words.isEmpty()) {
        throw new IllegalArgumentException("keys must have letters or digits; name a word");
      }
      masked.add(words);
    }
    return new Redactor(new KeyRules(masked, this.keys.exempt()), rules, catalog);
  }

  /**
   * Returns a copy whose built-in rules do not mask values under exactly these names. Secrets
   * inside the text of such values are still masked.
   */
  public Redactor keepingKeys(String... keys) {
    Set<String> exempt = new HashSet<>(this.keys.exempt());
    Stream.of(keys).forEach(key -> exempt.add(requireNonNull(key, "keys")));
    return new Redactor(new KeyRules(this.keys.masked(), exempt), rules, catalog);
  }

  /**
   * Returns a copy that takes the exemptions of payload kinds from a catalogue: its built-in rules
   * do not mask the details that {@link PayloadKind#notSecret} names, in events of that kind. As
   * with {@link #keepingKeys}, secrets inside the text of such values are still masked, and so are
   * values below them by their own names; {@link #maskingKeys} and rules take precedence.
   *
   * <pre>{@code
   * Redactor redactor = Redactor.standard().withCatalog(CATALOG);
   * }</pre>
   *
   * <p>Without a catalogue, only events whose {@link DomainEvent#kind} is a payload kind have
   * exemptions: not those of a kind over an enum constant, nor those that were read without a
   * catalogue.
   *
   * @contract RED-09
   */
  public Redactor withCatalog(EventCatalog catalog) {
    return new Redactor(keys, rules, requireNonNull(catalog, "catalog"));
  }

  /**
   * Returns a copy that also masks the value at a path in the details of every event.
   *
   * @param names the path, from the outermost name to the value's own; the elements of a list have
   *     the path of the list
   * @throws IllegalArgumentException if {@code names} is empty
   */
  public Redactor maskingPath(String... names) {
    List<String> masked = path(names);
    return with((kind, path, value) -> path.equals(masked) ? MASK : value);
  }

  /**
   * Returns a copy that also masks details of events of one kind: the value at a path, or every
   * value if {@code names} is empty.
   */
  public Redactor maskingKind(EventKind kind, String... names) {
    String id = EventKind.of(requireNonNull(kind, "kind").id()).id();
    List<String> masked = names.length == 0 ? List.of() : path(names);
    return with(
        (of, path, value) ->
            of.id().equals(id) && (masked.isEmpty() || path.equals(masked)) ? MASK : value);
  }

  /**
   * Returns a copy that also applies a rule, after the rules added earlier. A rule that returns
   * null omits the value.
   */
  public Redactor with(RedactionRule rule) {
    requireNonNull(rule, "rule");
    return new Redactor(keys, Stream.concat(rules.stream(), Stream.of(rule)).toList(), catalog);
  }

  /**
   * Returns the event with its secrets masked: the same instance if it has none, else a copy. If
   * rules nest details deeper than an event permits, the copy has one detail, {@link #DROPPED}.
   */
  public DomainEvent redact(DomainEvent event) {
    Map<String, Object> details =
        new DetailRedaction(names, text, rules, event.kind(), notSecret(event.kind()))
            .redacted(event.details());
    String actorName = name(event.actorName());
    String projectName = name(event.projectName());
    return details == event.details()
            && same(actorName, event.actorName())
            && same(projectName, event.projectName())
        ? event
        : copied(event, details, actorName, projectName);
  }

  /**
   * Returns all parts and values of an event as one line of text, with its secrets masked; see
   * {@link DomainEvent#describe()}.
   */
  public String describe(DomainEvent event) {
    return redact(event).describe();
  }

  /** Returns a text with its secrets masked: the same text if it has none. */
  public String redactText(String text) {
    return this.text.redacted(requireNonNull(text, "text"));
  }

  /** Returns the exemptions of a kind: the catalogue's, else those of the kind itself. */
  private Set<String> notSecret(EventKind kind) {
    PayloadKind<?> known = catalog == null ? null : catalog.payload(kind);
    if (known != null) {
      return known.notSecret();
    }
    return kind instanceof PayloadKind<?> own ? own.notSecret() : Set.of();
  }

  private @Nullable String name(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String redacted = text.redacted(name);
    return redacted.length() > DomainEvent.MAX_NAME_LENGTH ? MASK : redacted;
  }

  /** Returns whether a name is the same instance, which an unredacted name is. */
  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == other;
  }

  /** Returns a copy, without its details if rules nested them too deep for an event. */
  private static DomainEvent copied(
      DomainEvent event,
      Map<String, Object> details,
      @Nullable String actorName,
      @Nullable String projectName) {
    try {
      return copy(event, details, actorName, projectName);
    } catch (IllegalArgumentException tooDeep) {
      return copy(event, Map.of("details", DROPPED), actorName, projectName);
    }
  }

  private static DomainEvent copy(
      DomainEvent event,
      Map<String, Object> details,
      @Nullable String actorName,
      @Nullable String projectName) {
    return FrozenDetails.UNLIMITED
        .root(event.kind())
        .id(event.id())
        .timestamp(event.timestamp())
        .correlationId(event.correlationId())
        .causationId(event.causationId())
        .scope(event.scope())
        .planId(event.planId())
        .rootPlanId(event.rootPlanId())
        .sessionId(event.sessionId())
        .actorName(actorName)
        .projectName(projectName)
        .traceId(event.traceId())
        .spanId(event.spanId())
        .details(details)
        .build();
  }

  private static List<String> path(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("names must not be empty; name a detail");
    }
    Arrays.stream(names).forEach(name -> requireNonNull(name, "names"));
    return List.of(names);
  }
}
