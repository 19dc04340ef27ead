/**
 * Files that agents work with: read ({@link io.tidings.event.services.resource.ResourceService}),
 * indexed ({@link io.tidings.event.services.resource.RepoIndexer}) and watched ({@link
 * io.tidings.event.services.resource.ResourceWatcher}).
 *
 * <p>Symbolic links are followed nowhere.
 */
@NullMarked
package io.tidings.event.services.resource;

import org.jspecify.annotations.NullMarked;
