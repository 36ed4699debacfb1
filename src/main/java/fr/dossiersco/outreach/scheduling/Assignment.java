package fr.dossiersco.outreach.scheduling;

import java.util.Arrays;
import java.util.Map;

import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * Calls given to slots all at once: as many as can be placed, the most urgent when not
 * all can, and among all ways to do so the cheapest, to the thousandth. A slot takes one
 * call; a group of slots, which is half a day of a caller, takes at most its capacity. A
 * minimum-cost flow from calls through slots and groups.
 */
final class Assignment {

	/** Whole numbers, so that the flow is exact however urgent a call is. */
	private static final double UNIT = 1_000;

	private final int[] slotOfCall;

	private final double cost;

	private Assignment(int[] slotOfCall, double cost) {
		this.slotOfCall = slotOfCall;
		this.cost = cost;
	}

	/**
	 * @param urgency of each call: the higher, the sooner it is given a slot
	 * @param groupOfSlot the group of each slot
	 * @param capacityOfGroup how many calls each group takes
	 * @param cost what each pair costs, finite and not negative where it is possible
	 */
	static Assignment solve(int[] urgency, int[] groupOfSlot, int[] capacityOfGroup, Cost cost) {
		int calls = urgency.length;
		int slots = groupOfSlot.length;
		int[] slotOfCall = new int[calls];
		Arrays.fill(slotOfCall, -1);
		if (calls == 0) {
			return new Assignment(slotOfCall, 0);
		}
		Graph<Integer, DefaultWeightedEdge> graph = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
		int firstSlot = calls;
		int firstGroup = firstSlot + slots;
		int sink = firstGroup + capacityOfGroup.length;
		for (int vertex = 0; vertex <= sink; vertex++) {
			graph.addVertex(vertex);
		}
		double dearest = 1;
		for (int call = 0; call < calls; call++) {
			for (int slot = 0; slot < slots; slot++) {
				double price = cost.of(call, slot);
				if (price < Double.POSITIVE_INFINITY) {
					double rounded = Math.round(price * UNIT);
					graph.setEdgeWeight(graph.addEdge(call, firstSlot + slot), rounded);
					dearest = Math.max(dearest, rounded);
				}
			}
		}
		int[] ranks = Arrays.stream(urgency).distinct().sorted().toArray();
		for (int call = 0; call < calls; call++) {
			// Dearer than any way to place one more call, or a more urgent one, whatever
			// that moves.
			double leftOut = dearest * (calls + 1) * (1 + Arrays.binarySearch(ranks, urgency[call]));
			graph.setEdgeWeight(graph.addEdge(call, sink), leftOut);
		}
		for (int slot = 0; slot < slots; slot++) {
			graph.setEdgeWeight(graph.addEdge(firstSlot + slot, firstGroup + groupOfSlot[slot]), 0);
		}
		for (int group = 0; group < capacityOfGroup.length; group++) {
			graph.setEdgeWeight(graph.addEdge(firstGroup + group, sink), 0);
		}
		Map<DefaultWeightedEdge, Double> flow = new CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge>()
			.getMinimumCostFlow(new MinimumCostFlowProblem.MinimumCostFlowProblemImpl<>(graph,
					(vertex) -> (vertex < calls) ? 1 : (vertex == sink) ? -calls : 0, (edge) -> {
						int from = graph.getEdgeSource(edge);
						return (from >= firstGroup) ? capacityOfGroup[from - firstGroup] : 1;
					}))
			.getFlowMap();
		double total = 0;
		for (Map.Entry<DefaultWeightedEdge, Double> edge : flow.entrySet()) {
			int from = graph.getEdgeSource(edge.getKey());
			int to = graph.getEdgeTarget(edge.getKey());
			if (edge.getValue() > 0.5 && from < calls && to != sink) {
				slotOfCall[from] = to - firstSlot;
				total += cost.of(from, to - firstSlot);
			}
		}
		return new Assignment(slotOfCall, total);
	}

	/** The slot of a call, -1 when it could not be placed. */
	int slotOf(int call) {
		return this.slotOfCall[call];
	}

	/** What all the calls placed cost together. */
	double cost() {
		return this.cost;
	}

	/** What it costs to place a call in a slot. */
	interface Cost {

		/** {@link Double#POSITIVE_INFINITY} when it is impossible. */
		double of(int call, int slot);

	}

}
