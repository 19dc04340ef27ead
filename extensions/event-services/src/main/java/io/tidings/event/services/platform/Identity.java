package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.HostIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far something is known: id, slug and version, each of which may be absent (AGR-08). Immutable
 * and thread-safe.
 *
 * @param id its id, 1 to 128 characters in any script, without controls; or null
 * @param slug its name in addresses, likewise
 * @param version its version, not negative, or null
 */
public record Identity(@Nullable String id, @Nullable String slug, @Nullable Long version) {

  private static final Identity NONE = new Identity(null, null, null);

  /**
   * Creates an identity.
   *
   * @throws IllegalArgumentException if a part is ill-formed
   */
  public Identity {
    HostIds.optional(id, "id");
    HostIds.optional(slug, "slug");
    if (version != null && version < 0) {
      throw new IllegalArgumentException("version must not be negative, but is " + version);
    }
  }

  /** Returns the identity of which nothing is known. */
  public static Identity none() {
    return NONE;
  }

  /** Returns an identity with an id. */
  public static Identity of(String id) {
    return NONE.withId(requireNonNull(id, "id"));
  }

  /** Returns an identity with an id, which becomes text (AGR-13). */
  public static Identity of(UUID id) {
    return of(requireNonNull(id, "id").toString());
  }

  /** Returns an identity with a slug and no id. */
  public static Identity ofSlug(String slug) {
    return NONE.withSlug(requireNonNull(slug, "slug"));
  }

  /** Returns this identity with another id; null makes it absent. */
  public Identity withId(@Nullable String id) {
    return new Identity(id, slug, version);
  }

  /** Returns this identity with another slug; null makes it absent. */
  public Identity withSlug(@Nullable String slug) {
    return new Identity(id, slug, version);
  }

  /** Returns this identity with another version; null makes it absent. */
  public Identity withVersion(@Nullable Long version) {
    return new Identity(id, slug, version);
  }

  /** Tells whether nothing is known. */
  public boolean isNone() {
    return id == null && slug == null && version == null;
  }

  /**
   * Tells whether {@code other} has every part that is known here, so that it may be what is meant.
   */
  public boolean matches(Identity other) {
    return (id == null || id.equals(other.id))
        && (slug == null || slug.equals(other.slug))
        && (version == null || version.equals(other.version));
  }

  /** Returns what is known, under the names that events use. */
  Map<String, Object> attributes() {
    Map<String, Object> known = new LinkedHashMap<>();
    if (id != null) {
      known.put("id", id);
    }
    if (slug != null) {
      known.put("slug", slug);
    }
    if (version != null) {
      known.put("version", version);
    }
    return known;
  }
}
