package io.tidings.event.reference;

import io.tidings.event.EventCatalog;
import java.util.List;

/**
 * Content of the documents. Immutable.
 *
 * @param title the title
 * @param version the version of the host's events
 * @param address the address of the channel
 * @param entries the kinds, in the order of the catalogue
 */
record Reference(
    String title, String version, ChannelAddress address, List<EventCatalog.Entry> entries) {

  Reference withEntries(List<EventCatalog.Entry> others) {
    return new Reference(title, version, address, others);
  }

  Reference withAddress(ChannelAddress other) {
    return new Reference(title, version, other, entries);
  }
}
