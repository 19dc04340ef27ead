@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.delivery;
