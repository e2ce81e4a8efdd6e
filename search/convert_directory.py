"""Writes the bundled model as an ordinary sentence-transformers directory, which any tool can load."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from search.convert_weights import Array, Container, Vocabulary

QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "
# Our names in BertModel for the container's names in each layer.
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_directory(container: Container, target: Path) -> None:
    """Fills ``target`` with BertModel (float16), tokenizer, mean pooling, normalisation and prompts."""
    (target / "1_Pooling").mkdir(parents=True)
    (target / "2_Normalize").mkdir()
    halves: dict[str, npt.NDArray[np.float16]] = {
        name: np.ascontiguousarray(values, dtype=np.float16) for name, values in tensors(container)
    }
    save_file(halves, target / "model.safetensors", metadata={"format": "pt"})
    tokenizer(container.vocabulary).save(str(target / "tokenizer.json"))
    for name, content in _settings(container).items():
        (target / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def tensors(container: Container) -> Iterator[tuple[str, Array]]:
    """Every weight under BertModel's name. The pooler is unused and zero: mean pooling stands outside."""
    sizes = container.sizes
    hidden = sizes.hidden
    yield "embeddings.word_embeddings.weight", container.tensor("emb.word", sizes.vocabulary, hidden)
    yield "embeddings.position_embeddings.weight", container.tensor("emb.pos", sizes.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", container.tensor("emb.type", sizes.types, hidden)
    yield "embeddings.LayerNorm.weight", container.tensor("emb.ln.w", hidden)
    yield "embeddings.LayerNorm.bias", container.tensor("emb.ln.b", hidden)
    for layer in range(sizes.layers):
        yield from _layer(container, layer)
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _layer(container: Container, layer: int) -> Iterator[tuple[str, Array]]:
    hidden, inner = container.sizes.hidden, container.sizes.feed_forward
    for short, long in _LAYER.items():
        name = f"encoder.layer.{layer}.{long}"
        rows = inner if short == "fi" else hidden
        columns = inner if short == "fo" else hidden
        shape = (hidden,) if short.endswith("ln") else (rows, columns)
        yield f"{name}.weight", container.tensor(f"l{layer}.{short}.w", *shape)
        yield f"{name}.bias", container.tensor(f"l{layer}.{short}.b", rows)


def tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The SentencePiece unigram tokenizer of XLM-RoBERTa, rebuilt from pieces and scores."""
    names = [piece for piece, _ in vocabulary.pieces]
    built = Tokenizer(Unigram(list(vocabulary.pieces), vocabulary.unknown, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    built.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    built.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = names[vocabulary.begin], names[vocabulary.end]
    built.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)],
    )
    specials = [begin, names[vocabulary.padding], end, names[vocabulary.unknown], names[-1]]
    built.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in specials])
    return built


def _settings(container: Container) -> dict[str, object]:
    sizes, vocabulary = container.sizes, container.vocabulary
    names = [vocabulary.pieces[i][0] for i in (vocabulary.begin, vocabulary.end)]
    padding, unknown = vocabulary.pieces[vocabulary.padding][0], vocabulary.pieces[vocabulary.unknown][0]
    module = "sentence_transformers.models"
    return {
        "config.json": _network(container),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "bos_token": names[0],
            "cls_token": names[0],
            "eos_token": names[1],
            "sep_token": names[1],
            "pad_token": padding,
            "unk_token": unknown,
            "mask_token": vocabulary.pieces[-1][0],
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _network(container: Container) -> dict[str, object]:
    sizes = container.sizes
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.feed_forward,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": container.vocabulary.padding,
        "torch_dtype": "float32",  # the file is float16 to save space; sums need float32
        "transformers_version": "4.57.0",  # without it, transformers warns of a fault this lacks
    }
