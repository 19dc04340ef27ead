/** Test support shared by the contract suite and the modules of this library; not exported. */
@NullMarked
package io.tidings.event.testkit.internal;

import org.jspecify.annotations.NullMarked;
