/**
 * The surveyed directory: walks, findings, and the work directory in its place. No class writes
 * below the surveyed directory.
 */
@NullMarked
package io.tidings.samples.demo.directory;

import org.jspecify.annotations.NullMarked;
