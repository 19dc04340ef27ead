/**
 * Conversion of records to plain details and back. Not exported; uses JDK types only. A {@code
 * RecordCodec} is made once per payload kind by {@code CodecFactory}.
 */
@NullMarked
package io.tidings.event.internal.payload;

import org.jspecify.annotations.NullMarked;
