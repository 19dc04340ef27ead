package io.tidings.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/** A map that gives at each pass what a test wants, and says what size it likes. */
final class HostileMap extends AbstractMap<String, Object> {

  private final IntSupplier size;
  private final IntFunction<Iterator<Entry<String, Object>>> passes;
  private int pass;

  /** Takes what the n-th pass gives, from 0. */
  HostileMap(IntSupplier size, IntFunction<Iterator<Entry<String, Object>>> passes) {
    this.size = size;
    this.passes = passes;
  }

  @Override
  public int size() {
    return size.getAsInt();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return passes.apply(pass++);
      }

      @Override
      public int size() {
        return HostileMap.this.size();
      }
    };
  }
}
