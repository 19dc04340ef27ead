/** The webhook tables in the trail's database, and their rows. */
@NullMarked
package io.tidings.event.webhooks.internal.tables;

import org.jspecify.annotations.NullMarked;
