/** The scope of a request. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.internal.web;
