/** Parts of the auto-configuration; a host uses none of them. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.internal;
