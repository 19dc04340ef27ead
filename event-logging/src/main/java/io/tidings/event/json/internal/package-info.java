/** Field names, value reader and writer, and details freezer shared by the project's modules. */
@NullMarked
package io.tidings.event.json.internal;

import org.jspecify.annotations.NullMarked;
