package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.internal.payload.RecordCodec.Element;
import io.tidings.event.shape.DetailShape;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** ValueCodec of a component declared as Object: the values that details hold unchanged. */
enum PlainCodec implements ValueCodec {
  INSTANCE;

  private static final Element ELEMENT = new Element(Object.class, INSTANCE);

  @Override
  public DetailShape shape() {
    return new DetailShape.Anything();
  }

  @Override
  public Object encode(Object value) {
    if (value instanceof List || value instanceof Map) {
      return new Elements(value, ELEMENT);
    }
    if (isUnchanged(value)) {
      return value;
    }
    throw new RejectedValue(
        "is a %s in an Object; give a String, Boolean, Long, Double, List or Map, or declare its"
                .formatted(value.getClass().getName())
            + " type");
  }

  private static boolean isUnchanged(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || (value instanceof BigInteger big && big.bitLength() >= Long.SIZE);
  }

  @Override
  public Object decode(Object detail) {
    return detail;
  }
}
