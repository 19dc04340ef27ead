/**
 * Conversion of records to plain details and back. Not exported; uses JDK types only. {@code
 * RecordCodec} is made once per payload kind by {@code CodecFactory}; {@code Scalars} holds the
 * single values.
 */
@NullMarked
package io.tidings.event.internal.payload;

import org.jspecify.annotations.NullMarked;
