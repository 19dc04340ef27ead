package io.tidings.samples.demo.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.services.sandbox.Sandbox;
import io.tidings.event.services.sandbox.SandboxService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanSandboxesTest {

  @TempDir private Path temporary;

  @Test
  void what_a_plan_holds_is_released_once() throws IOException {
    SandboxService sandboxes = new SandboxService(null, temporary.resolve("home"));
    Sandbox sandbox = sandboxes.create("p-1", Files.createDirectory(temporary.resolve("original")));
    Services.PlanSandboxes planSandboxes = new Services.PlanSandboxes(sandboxes);
    planSandboxes.register("p-1", sandbox.id());
    assertThat(planSandboxes.release("p-2")).isEmpty();
    assertThat(planSandboxes.release("p-1")).containsExactly("sandbox " + sandbox.id());
    assertThat(sandbox.work()).doesNotExist();
    assertThat(planSandboxes.release("p-1")).isEmpty();
  }

  @Test
  void what_was_let_go_is_not_released() throws IOException {
    SandboxService sandboxes = new SandboxService(null, temporary.resolve("home"));
    Sandbox sandbox = sandboxes.create("p-1", Files.createDirectory(temporary.resolve("original")));
    Services.PlanSandboxes planSandboxes = new Services.PlanSandboxes(sandboxes);
    planSandboxes.register("p-1", sandbox.id());
    planSandboxes.forget("p-1");
    assertThat(planSandboxes.release("p-1")).isEmpty();
    assertThat(sandbox.work()).isDirectory();
  }
}
