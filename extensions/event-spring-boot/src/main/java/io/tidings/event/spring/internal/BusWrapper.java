package io.tidings.event.spring.internal;

import io.tidings.event.EventBus;
import java.util.function.UnaryOperator;

/** Wrapper of the application's bus; the beans of this type are applied in their order. */
public interface BusWrapper extends UnaryOperator<EventBus> {}
