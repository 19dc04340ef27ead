/** The wire form of events for Jackson 3. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.json;
