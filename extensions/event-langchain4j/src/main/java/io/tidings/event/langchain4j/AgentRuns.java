package io.tidings.event.langchain4j;

import io.tidings.event.agent.AgentStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs of the agents of one agentic scope. LangChain4j reports begin and end of a run on the same
 * thread; the runs of sub-agents may be on others. Thread-safe.
 */
final class AgentRuns {

  /** The maximum number of agents whose latest run is kept. */
  private static final int MAX_AGENTS = 1_000;

  private final @Nullable AgentStep session;
  private final List<Run> open = new ArrayList<>();
  private final Map<String, AgentStep> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AgentStep> eldest) {
          return size() > MAX_AGENTS;
        }
      };

  /** Open run of an agent on a thread; a leaf has no sub-agents. */
  private record Run(String agentId, boolean isLeaf, Thread thread, AgentStep step) {}

  AgentRuns(@Nullable AgentStep session) {
    this.session = session;
  }

  synchronized void begin(String agentId, boolean isLeaf, AgentStep step) {
    open.add(new Run(agentId, isLeaf, Thread.currentThread(), step));
    latest.put(agentId, step);
  }

  /** Returns the innermost run that is open on this thread, or null if there is none. */
  synchronized @Nullable AgentStep current() {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).thread() == Thread.currentThread()) {
        return open.get(i).step();
      }
    }
    return null;
  }

  /** Returns the latest run of an agent, or null if there is none; it may have ended. */
  synchronized @Nullable AgentStep latest(@Nullable String agentId) {
    return agentId == null ? null : latest.get(agentId);
  }

  /**
   * Returns the parent of a run that begins on this thread: the run it is nested in, else the
   * latest of its parent agent, else the session.
   */
  synchronized @Nullable AgentStep parent(@Nullable String parentId) {
    AgentStep current = current();
    AgentStep parent = current == null ? latest(parentId) : current;
    return parent == null ? session : parent;
  }

  /** Removes and returns the run of an agent on this thread, or null if there is none. */
  synchronized @Nullable AgentStep end(String agentId) {
    for (int i = open.size() - 1; i >= 0; i--) {
      Run run = open.get(i);
      if (run.thread() == Thread.currentThread() && run.agentId().equals(agentId)) {
        return open.remove(i).step();
      }
    }
    return null;
  }

  /**
   * Removes and returns the runs that end when a system of agents is suspended on this thread,
   * innermost first: that of the system, and those of its agents that did not return.
   */
  synchronized List<AgentStep> suspend() {
    List<AgentStep> suspended = new ArrayList<>();
    for (int i = open.size() - 1; i >= 0; i--) {
      Run run = open.get(i);
      if (run.thread() == Thread.currentThread()) {
        suspended.add(open.remove(i).step());
        if (!run.isLeaf()) {
          break;
        }
      }
    }
    return suspended;
  }

  /** Removes and returns all open runs. */
  synchronized List<AgentStep> endAll() {
    List<AgentStep> ended = new ArrayList<>();
    for (Iterator<Run> runs = open.iterator(); runs.hasNext(); runs.remove()) {
      ended.add(runs.next().step());
    }
    return ended;
  }
}
