@org.jspecify.annotations.NullUnmarked
package io.tidings.event.testkit.contract;
