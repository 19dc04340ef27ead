/**
 * Working copies of directories, with checkpoints. Start at {@link
 * io.tidings.event.services.sandbox.SandboxService}.
 */
@NullMarked
package io.tidings.event.services.sandbox;

import org.jspecify.annotations.NullMarked;
