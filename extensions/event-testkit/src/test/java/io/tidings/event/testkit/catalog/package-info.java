@NullMarked
package io.tidings.event.testkit.catalog;

import org.jspecify.annotations.NullMarked;
