package io.tidings.event.redact;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.json.internal.FrozenDetails;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of an event before a sink sees it (RED-01). The event itself is never changed;
 * one that holds no secret is returned as it is (RED-05).
 *
 * <pre>{@code
 * Redactor redactor = Redactor.standard().maskingKeys("ssn").maskingPath("request", "body");
 * DomainEvent shown = redactor.redact(event);
 * }</pre>
 *
 * <p>What is a secret:
 *
 * <ul>
 *   <li>a value whose name has one of the words password, passwd, passphrase, secret, token, api
 *       key, authorization, cookie, credential, private key, in snake, camel, kebab or dotted form
 *       and with any prefix, at any depth: {@code dbPassword}, {@code X-Api-Key}. Not if the last
 *       word is count, budget, limit, size or used, and not a number under token or tokens
 *       (RED-03);
 *   <li>inside a text, also that of a name: {@code key=value} and {@code key: value} with such a
 *       key, what follows {@code Bearer}, and the user information of a URL (RED-02);
 *   <li>whatever a host's own rules name (RED-04).
 * </ul>
 *
 * <p>Names of actors and projects are treated as texts. Ids are not touched: they tie records
 * together, so a host must not make them of secrets.
 *
 * <p>What looks like any other text is not found: a password in the middle of a sentence, a key
 * split over several values. Who knows where such a thing stands names the place by a rule of their
 * own.
 *
 * <p>Immutable; thread-safe if its rules are. No method throws anything for what an event holds.
 */
public final class Redactor {

  /** What stands in the place of a secret: {@value}. */
  public static final String MASK = "[redacted]";

  /** What stands in the place of a value that a rule has failed for: {@value}. */
  public static final String DROPPED = "[dropped]";

  private static final Redactor STANDARD =
      new Redactor(new KeyRules(Set.of(), Set.of()), List.of());

  private final KeyRules keys;
  private final SecretText text;
  private final DetailNames names;
  private final List<RedactionRule> rules;

  private Redactor(KeyRules keys, List<RedactionRule> rules) {
    this.keys = keys;
    this.text = new SecretText(keys);
    this.names = new DetailNames(keys, text);
    this.rules = rules;
  }

  /** Returns the redactor with the built-in rules. */
  public static Redactor standard() {
    return STANDARD;
  }

  /**
   * Returns this redactor, which also masks values whose name has the words of one of the keys:
   * {@code "customer number"} is found in {@code customer_number} and {@code oldCustomerNumber}.
   * Goes before everything that keeps a value.
   *
   * @throws IllegalArgumentException if a key has no letter and no digit
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
    return new Redactor(new KeyRules(masked, this.keys.kept()), rules);
  }

  /**
   * Returns this redactor, which does not take values for secrets because of exactly these names;
   * the text of the values is still searched.
   */
  public Redactor keepingKeys(String... keys) {
    Set<String> kept = new HashSet<>(this.keys.kept());
    Stream.of(keys).forEach(key -> kept.add(requireNonNull(key, "keys")));
    return new Redactor(new KeyRules(this.keys.masked(), kept), rules);
  }

  /**
   * Returns this redactor, which also masks the value at a place in the details of every event.
   *
   * @param names the names that lead there, from the outermost on; those of the elements of a list
   *     are the list's
   * @throws IllegalArgumentException if there is none
   */
  public Redactor maskingPath(String... names) {
    List<String> masked = path(names);
    return with((kind, path, value) -> path.equals(masked) ? MASK : value);
  }

  /**
   * Returns this redactor, which also masks the value at a place in the details of events of one
   * kind; without names, every detail of such events.
   */
  public Redactor maskingKind(EventKind kind, String... names) {
    String id = EventKind.of(requireNonNull(kind, "kind").id()).id();
    List<String> masked = names.length == 0 ? List.of() : path(names);
    return with(
        (of, path, value) ->
            of.id().equals(id) && (masked.isEmpty() || path.equals(masked)) ? MASK : value);
  }

  /** Returns this redactor, which also asks {@code rule}, after the rules added before. */
  public Redactor with(RedactionRule rule) {
    requireNonNull(rule, "rule");
    return new Redactor(keys, Stream.concat(rules.stream(), Stream.of(rule)).toList());
  }

  /** Returns the event without its secrets: itself if it has none, else a copy. */
  public DomainEvent redact(DomainEvent event) {
    Map<String, Object> details =
        new DetailRedaction(names, text, rules, event.kind()).redacted(event.details());
    String actorName = name(event.actorName());
    String projectName = name(event.projectName());
    return details == event.details()
            && same(actorName, event.actorName())
            && same(projectName, event.projectName())
        ? event
        : copied(event, details, actorName, projectName);
  }

  /** Returns a text without the secrets in it: itself if it has none. */
  public String redactText(String text) {
    return this.text.redacted(requireNonNull(text, "text"));
  }

  private @Nullable String name(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String redacted = text.redacted(name);
    return redacted.length() > DomainEvent.MAX_NAME_LENGTH ? MASK : redacted;
  }

  /** Tells whether nothing was replaced; what was is another object. */
  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == other;
  }

  /** What rules have put deeper than an event can hold costs the details, not the record. */
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
