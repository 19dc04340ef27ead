/** The dictionary of texts that events repeat. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.dictionary;
