#!/usr/bin/env python3
"""Trains a small class-conditional 3-D generator on procedural furniture and exports it to ONNX.

Data:  made on the fly by `shapes.py`; nothing to download.
Run:   cd zoo/models
       python3 -m furniture.train --out OUT --minutes 28
       python3 -m furniture.train --out OUT --data-preview     (only draws procedural shapes: data.png)
Needs: numpy, torch (CPU is enough), onnx, onnxruntime, pillow.

Generator: z[N,32,1,1,1] -> 96x4^3 -> 48x8^3 -> 24x16^3 -> 1x32^3, transposed convolutions of 4x4x4, batch
normalisation and ReLU between them, sigmoid at the end. z is 26 values from N(0,1), of which the shapes use
the first 18, and a one-hot class of 6.

Every choice of the procedural code comes, through the normal distribution function, out of the values that
the generator gets. So each training shape has a known latent vector, and the latents seen in training are
exactly N(0,1): no encoder is needed.

Stage 1: binary cross-entropy between the generator's grid and the shape of the same latent.
Stage 2: the same loss and an adversarial one, from a spectral-norm projection discriminator whose inputs
carry a little noise, so that values between 0 and 1 do not give a generated grid away.
What is exported is the average of the weights over time, with batch-norm statistics of its own.
"""
import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import common
from furniture import render, shapes

SIDE = shapes.SIDE
N_CLASSES = len(shapes.CLASSES)
Z_SIZE = 32
NOISE_SIZE = Z_SIZE - N_CLASSES
G_WIDTH, D_WIDTH = 24, 32  # channels of the layer next to the grid
INPUT_SHAPE = [Z_SIZE, 1, 1, 1]


def latents(labels, generator=None):
    noise = torch.randn(len(labels), NOISE_SIZE, generator=generator)
    return common.join_class(noise, labels, N_CLASSES, axes=3)


def batch(generator, size):
    """Shapes [size,1,32,32,32], their classes, and the latents that they were made from."""
    labels = torch.arange(size) % N_CLASSES
    z = latents(labels, generator)
    uniforms = torch.special.ndtr(z[:, :NOISE_SIZE].flatten(1).double()).numpy()
    grids = np.stack([shapes.make(label, row) for label, row in zip(labels.tolist(), uniforms)])
    return torch.from_numpy(grids[:, None].astype(np.float32)), labels, z


class LastUp(torch.autograd.Function):
    """ConvTranspose3d(C, 1, kernel 4, stride 2, padding 1), faster on one CPU thread.

    Computed as a 3x3x3 convolution to the eight output parities and a shuffle; same values to rounding.
    """

    TAPS = torch.tensor([[3, 1, -1], [-1, 2, 0]])  # [parity][tap] -> kernel index, -1 for none

    @staticmethod
    def forward(context, features, weight, bias):
        context.save_for_backward(features, weight)
        kernels = LastUp.parity_kernels(weight)
        outputs = F.conv3d(features, kernels, None, 1, 1)
        count, side = len(outputs), outputs.shape[-1]
        parities = outputs.permute(0, 2, 3, 4, 1).reshape(count, side, side, side, 2, 2, 2)
        grid = parities.permute(0, 1, 4, 2, 5, 3, 6).reshape(count, 1, 2 * side, 2 * side, 2 * side)
        return grid + bias

    @staticmethod
    def parity_kernels(weight):
        """[C,1,4,4,4] -> [8,C,3,3,3]: for each output parity the taps that reach it."""
        index, present = LastUp.TAPS.clamp(min=0), (LastUp.TAPS >= 0).float()

        def along(axis, table):
            return table.view([{axis: 2, axis + 3: 3}.get(place, 1) for place in range(6)])

        picked = weight[:, 0][:, along(0, index), along(1, index), along(2, index)]
        masked = picked * (along(0, present) * along(1, present) * along(2, present))
        kernels = masked.flatten(1, 3).transpose(0, 1)
        return kernels.contiguous(memory_format=torch.channels_last_3d)

    @staticmethod
    def backward(context, gradient):
        features, weight = context.saved_tensors
        return torch.ops.aten.convolution_backward(
            gradient.contiguous(),
            features,
            weight,
            bias_sizes=[1],
            stride=[2] * 3,
            padding=[1] * 3,
            dilation=[1] * 3,
            transposed=True,
            output_padding=[0] * 3,
            groups=1,
            output_mask=[True] * 3,
        )


class Generator(nn.Module):
    def __init__(self):
        super().__init__()

        def up(inputs, outputs, stride, padding):
            tconv = nn.ConvTranspose3d(inputs, outputs, 4, stride, padding, bias=False)
            return [tconv, nn.BatchNorm3d(outputs), nn.ReLU()]

        self.net = nn.Sequential(
            *up(Z_SIZE, G_WIDTH * 4, 1, 0),
            *up(G_WIDTH * 4, G_WIDTH * 2, 2, 1),
            *up(G_WIDTH * 2, G_WIDTH, 2, 1),
            nn.ConvTranspose3d(G_WIDTH, 1, 4, 2, 1, bias=True),
            nn.Sigmoid(),
        )
        for module in self.modules():
            if isinstance(module, nn.ConvTranspose3d):
                nn.init.normal_(module.weight, 0, 0.05 if module.in_channels == Z_SIZE else 0.03)
            elif isinstance(module, nn.BatchNorm3d):
                nn.init.normal_(module.weight, 1.0, 0.02)
        with torch.no_grad():
            self.net[0].weight[NOISE_SIZE:] *= 4.0  # let the class be seen from the start
            self.net[-2].bias.fill_(-2.0)  # most voxels are empty

    def logits(self, z):
        return LastUp.apply(self.net[:-2](z), self.net[-2].weight, self.net[-2].bias)

    def forward(self, z):
        return torch.sigmoid(self.logits(z)) if self.training else self.net(z)


def space_to_depth(grids):
    """[N,1,32,32,32] -> [N,8,16,16,16]: one-channel convolutions are slow on a CPU."""
    half = SIDE // 2
    split = grids.view(len(grids), half, 2, half, 2, half, 2).permute(0, 2, 4, 6, 1, 3, 5)
    return split.reshape(len(grids), 8, half, half, half).contiguous(memory_format=torch.channels_last_3d)


class Discriminator(nn.Module):
    """Score of a grid given its class (projection discriminator)."""

    def __init__(self):
        super().__init__()
        norm = nn.utils.spectral_norm
        self.net = nn.Sequential(
            norm(nn.Conv3d(8, D_WIDTH, 4, 2, 1)),
            nn.LeakyReLU(0.2),
            norm(nn.Conv3d(D_WIDTH, D_WIDTH * 2, 4, 2, 1)),
            nn.LeakyReLU(0.2),
        )
        self.score = norm(nn.Conv3d(D_WIDTH * 2, 1, 4, 1, 0))
        self.class_vector = norm(nn.Embedding(N_CLASSES, D_WIDTH * 2))

    def forward(self, grids, labels):
        features = self.net(space_to_depth(grids))
        match = (self.class_vector(labels) * features.mean((2, 3, 4)) * 8).sum(1)
        return self.score(features).flatten() + match


def reconstruction_loss(logits, grids):
    return F.binary_cross_entropy_with_logits(logits, grids, reduction="sum") / len(grids)


class Trainer:
    def __init__(self, options):
        channels_last = dict(memory_format=torch.channels_last_3d)
        self.warm, self.rate, self.adversarial_weight = options.warm, options.rate, options.adversarial
        self.generator = Generator().to(**channels_last)
        self.discriminator = Discriminator().to(**channels_last)
        self.average = common.AveragedWeights(Generator(), self.generator, ceiling=0.995)
        self.g_optimizer = torch.optim.Adam(self.generator.parameters(), self.rate, betas=(0.9, 0.99))
        self.d_optimizer = torch.optim.Adam(self.discriminator.parameters(), 4e-4, betas=(0.5, 0.99))
        self.step = 0

    def train_step(self, grids, labels, z, progress):
        """One step at `progress` (0..1) of the time; returns reconstruction, D and G losses."""
        if progress < self.warm:
            losses = self.warm_step(grids, z, progress)
        else:
            losses = self.adversarial_step(grids, labels, z, progress)
        self.step += 1
        self.average.update(self.generator, self.step)
        return losses

    def warm_step(self, grids, z, progress):
        # A short ramp up, then half a cosine down to a tenth.
        ramp = min(1.0, (self.step + 1) / 60)
        cosine = 0.1 + 0.45 * (1 + np.cos(np.pi * progress / self.warm))
        self.g_optimizer.param_groups[0]["lr"] = self.rate * ramp * cosine
        loss = reconstruction_loss(self.generator.logits(z), grids)
        self.g_optimizer.zero_grad()
        (loss / 1024).backward()
        self.g_optimizer.step()
        return dict(bce=loss.item(), d=0.0, g=0.0)

    def adversarial_step(self, grids, labels, z, progress):
        decay = min(1.0, max(0.03, (1 - progress) / (0.6 * (1 - self.warm))))  # linear to the end
        self.g_optimizer.param_groups[0].update(lr=2e-4 * decay, betas=(0.5, 0.99))
        self.d_optimizer.param_groups[0]["lr"] = 4e-4 * decay
        logits = self.generator.logits(z)
        fake = torch.sigmoid(logits)
        noisy = lambda x: x + 0.1 * torch.randn_like(x)

        scores = self.discriminator(noisy(torch.cat([grids, fake.detach()])), torch.cat([labels, labels]))
        d_loss = F.softplus(-scores[: len(grids)]).mean() + F.softplus(scores[len(grids) :]).mean()
        self.d_optimizer.zero_grad()
        d_loss.backward()
        self.d_optimizer.step()

        self.discriminator.requires_grad_(False)
        reconstruction = reconstruction_loss(logits, grids)
        g_loss = F.softplus(-self.discriminator(noisy(fake), labels)).mean()
        self.g_optimizer.zero_grad()
        (self.adversarial_weight * g_loss + reconstruction / 1024).backward()
        self.g_optimizer.step()
        self.discriminator.requires_grad_(True)
        return dict(bce=reconstruction.item(), d=d_loss.item(), g=g_loss.item())


def train(trainer, data_stream, options):
    """Trains for `options.minutes`; returns the log, one (step, seconds, losses...) per 50 steps."""
    start, log = time.time(), []
    while trainer.step < options.max_steps:
        progress = (time.time() - start) / (options.minutes * 60)
        if progress >= 1.0:
            break
        losses = trainer.train_step(*batch(data_stream, options.batch), progress)
        if trainer.step % 50 == 0:
            rounded = [round(loss, 3) for loss in losses.values()]
            log.append((trainer.step, round(time.time() - start), *rounded))
            print(*log[-1], flush=True)
    return log


def deliver(generator, folder, per_class=6):
    """Writes generator.onnx, latents.npz, expected.npz and samples.png."""
    every_class = torch.arange(60) % N_CLASSES
    common.reestimate_batch_norm(generator, lambda: latents(every_class), batches=60)
    path = os.path.join(folder, "generator.onnx")
    common.export(generator, path, "furniture_generator", INPUT_SHAPE, "voxels", [1, SIDE, SIDE, SIDE])
    voxels, labels = common.write_reference(generator, folder, N_CLASSES, per_class, INPUT_SHAPE, "voxels")
    undecided = ((voxels > 0.1) & (voxels < 0.9)).mean()
    print(f"voxels in (0.1, 0.9): {undecided:.4f}, filled: {(voxels > 0.5).mean():.4f}")
    render.save_grid(voxels, labels, os.path.join(folder, "samples.png"), per_class)


def preview_data(data_stream, folder):
    grids, labels, _ = batch(data_stream, N_CLASSES * 8)
    by_class = torch.argsort(labels, stable=True)
    render.save_grid(grids[by_class].numpy(), labels[by_class].numpy(), os.path.join(folder, "data.png"), 8)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=".", help="folder for the results")
    parser.add_argument("--data-preview", action="store_true", help="only draw procedural shapes")
    parser.add_argument("--minutes", type=float, default=28, help="time to train")
    parser.add_argument("--warm", type=float, default=0.7, help="share of the time for stage 1")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate of stage 1")
    parser.add_argument("--adversarial", type=float, default=0.25, help="weight of the adversarial loss")
    parser.add_argument("--max-steps", type=int, default=10**9)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main():
    options = parse_options()
    os.makedirs(options.out, exist_ok=True)
    data_stream = torch.Generator().manual_seed(options.seed)
    if options.data_preview:
        preview_data(data_stream, options.out)
        return
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    trainer = Trainer(options)
    log = train(trainer, data_stream, options)
    with open(os.path.join(options.out, "train-log.json"), "w") as file:
        columns = ["step", "seconds", "bce", "d_loss", "g_loss"]
        json.dump({"steps": trainer.step, "columns": columns, "log": log}, file)
    deliver(trainer.average.model, options.out)


if __name__ == "__main__":
    main()
