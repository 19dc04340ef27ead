package io.tidings.event.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An entity that emits when it is flushed. */
@Entity
class Purchase {

  /** Called at each flush of a change. */
  static @Nullable Consumer<Purchase> flushed;

  @Id String id = "";
  int amount;

  Purchase() {}

  Purchase(String id) {
    this.id = id;
  }

  @PrePersist
  @PreUpdate
  void flushed() {
    Consumer<Purchase> listener = flushed;
    if (listener != null) {
      listener.accept(this);
    }
  }
}
