package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.HostIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Known parts of an identity: id, slug and version, each of which may be absent. Immutable and
 * thread-safe.
 *
 * @param id the id, 1 to 128 characters in any script, without control characters; or null
 * @param slug the name in URLs, likewise; or null
 * @param version the version, not negative; or null
 * @contract AGR-08
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

  /** Returns the identity whose parts are all absent. */
  public static Identity none() {
    return NONE;
  }

  /** Returns an identity with an id. */
  public static Identity of(String id) {
    return NONE.withId(requireNonNull(id, "id"));
  }

  /**
   * Returns an identity with an id in text form.
   *
   * @contract AGR-13
   */
  public static Identity of(UUID id) {
    return of(requireNonNull(id, "id").toString());
  }

  /** Returns an identity with a slug and no id. */
  public static Identity ofSlug(String slug) {
    return NONE.withSlug(requireNonNull(slug, "slug"));
  }

  /** Returns this identity with another id; null for none. */
  public Identity withId(@Nullable String id) {
    return new Identity(id, slug, version);
  }

  /** Returns this identity with another slug; null for none. */
  public Identity withSlug(@Nullable String slug) {
    return new Identity(id, slug, version);
  }

  /** Returns this identity with another version; null for none. */
  public Identity withVersion(@Nullable Long version) {
    return new Identity(id, slug, version);
  }

  /** Returns whether all parts are absent. */
  public boolean isNone() {
    return id == null && slug == null && version == null;
  }

  /** Returns whether {@code other} has every part that is present here. */
  public boolean matches(Identity other) {
    return (id == null || id.equals(other.id))
        && (slug == null || slug.equals(other.slug))
        && (version == null || version.equals(other.version));
  }

  /** Returns the present parts under the names used in events. */
  Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (id != null) {
      attributes.put("id", id);
    }
    if (slug != null) {
      attributes.put("slug", slug);
    }
    if (version != null) {
      attributes.put("version", version);
    }
    return attributes;
  }
}
