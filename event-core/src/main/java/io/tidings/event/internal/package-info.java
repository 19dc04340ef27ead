/** What the packages of this module share; exported to nobody and free to change. */
package io.tidings.event.internal;
