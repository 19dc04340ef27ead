/**
 * Files that agents work with: read by {@link io.tidings.event.services.resource.ResourceService},
 * indexed by {@link io.tidings.event.services.resource.RepoIndexer} and watched by {@link
 * io.tidings.event.services.resource.ResourceWatcher}.
 *
 * <p>Symbolic links are never followed.
 */
@NullMarked
package io.tidings.event.services.resource;

import org.jspecify.annotations.NullMarked;
