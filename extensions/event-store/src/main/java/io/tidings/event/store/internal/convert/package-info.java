/** The conversion of events to the schema of version 13, for both databases. */
package io.tidings.event.store.internal.convert;
